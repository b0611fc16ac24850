package io.calling.examples.captures;

import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.ThreeHosts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name server (RFC 1035) on the router that knows the relays' names, says of no other that it is
 * there, and tells what it was asked.
 */
final class NameServer implements AutoCloseable {
    private static final int PORT = 53;
    private static final int HEADER_BYTES = 12;
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int ANSWER = 0x8180;
    private static final int NO_SUCH_NAME = 3;
    private static final int NAME_OF_THE_QUESTION = 0xC000 | HEADER_BYTES;

    private final ThreeHosts hosts;
    private final Path directory;
    private final Program program;

    private NameServer(ThreeHosts hosts, Path directory, Program program) {
        this.hosts = hosts;
        this.directory = directory;
        this.program = program;
    }

    /**
     * Starts it.
     *
     * @param table the address of each name
     */
    static NameServer start(ThreeHosts hosts, Path directory, Map<String, String> table)
            throws IOException, InterruptedException {
        List<String> command = java(NameServer.class, "-XX:TieredStopAtLevel=1");
        table.forEach((name, address) -> command.add(name + "=" + address));
        Program program = Program.start(hosts.on(Host.ROUTER, command.toArray(String[]::new)));
        program.awaitLine("ready");
        return new NameServer(hosts, directory, program);
    }

    /** A command that runs a class of the tests. */
    static List<String> java(Class<?> main, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+UseSerialGC", "-cp"));
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        return command;
    }

    /** A command that runs on a host which asks this server. */
    List<String> on(Host host, List<String> command) throws IOException {
        String address =
                host == Host.ALICE ? ThreeHosts.ROUTER_FOR_ALICE : ThreeHosts.ROUTER_FOR_BOB;
        Path file = directory.resolve("resolv.conf-" + host);
        Files.writeString(file, "nameserver " + address + "\noptions timeout:1 attempts:5\n");
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                "mount --bind \"$1\" /etc/resolv.conf; shift; exec \"$@\"",
                                "sh",
                                file.toString()));
        all.addAll(command);
        return hosts.on(host, all.toArray(String[]::new));
    }

    /** The questions so far, such as {@code A relay.example}. */
    List<String> asked() {
        return program.output().stream()
                .filter(line -> line.startsWith("asked "))
                .map(line -> line.substring("asked ".length()))
                .toList();
    }

    @Override
    public void close() {
        program.close();
    }

    /** Answers until it is ended. */
    public static void main(String[] entries) throws IOException {
        Map<String, InetAddress> table = new TreeMap<>();
        for (String entry : entries) {
            String[] parts = entry.split("=", 2);
            table.put(parts[0], InetAddress.getByName(parts[1]));
        }
        try (DatagramSocket socket = new DatagramSocket(PORT)) {
            say("ready");
            byte[] buffer = new byte[1500];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()), table);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static byte[] answer(ByteBuffer query, Map<String, InetAddress> table) {
        final short id = query.getShort(0);
        query.position(HEADER_BYTES);
        String name =
                Stream.generate(() -> label(query))
                        .takeWhile(label -> !label.isEmpty())
                        .collect(Collectors.joining("."));
        int type = query.getShort();
        query.getShort(); // the class
        say("asked " + (type == TYPE_A ? "A " : type == TYPE_AAAA ? "AAAA " : type + " ") + name);
        InetAddress known = table.get(name);
        byte[] address = known == null ? new byte[0] : known.getAddress();
        boolean answers = type == (address.length == 4 ? TYPE_A : TYPE_AAAA) && known != null;
        ByteBuffer answer = ByteBuffer.allocate(query.position() + 28);
        answer.putShort(id).putShort((short) (known == null ? ANSWER | NO_SUCH_NAME : ANSWER));
        answer.putShort((short) 1).putShort((short) (answers ? 1 : 0)).putInt(0);
        answer.put(query.array(), HEADER_BYTES, query.position() - HEADER_BYTES);
        if (answers) {
            answer.putShort((short) NAME_OF_THE_QUESTION)
                    .putShort((short) type)
                    .putShort((short) 1);
            answer.putInt(60).putShort((short) address.length).put(address);
        }
        byte[] bytes = new byte[answer.position()];
        answer.get(0, bytes);
        return bytes;
    }

    private static String label(ByteBuffer query) {
        byte[] label = new byte[query.get()];
        query.get(label);
        return new String(label, StandardCharsets.US_ASCII);
    }
}
