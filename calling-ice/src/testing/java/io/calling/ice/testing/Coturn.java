package io.calling.ice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A coturn of this test's own, on loopback and ports that were free: a real TURN server to be
 * tested against.
 */
public final class Coturn implements AutoCloseable {
    public static final String USERNAME = "alice";
    public static final String PASSWORD = "correct horse";
    public static final String REALM = "calling.test";

    private static final Path EXECUTABLE = Path.of("/usr/bin/turnserver");
    private static final long START_SECONDS = 10;
    private static final Pattern ALLOCATED = Pattern.compile("session (\\d+):.* new, realm");
    private static final Pattern ENDED = Pattern.compile("session (\\d+):.* closed");

    private final Process process;
    private final Path directory;
    private final int port;
    private final int tlsPort;

    private Coturn(Process process, Path directory, int port, int tlsPort) {
        this.process = process;
        this.directory = directory;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Starts one with the user {@link #USERNAME} and further command-line options. */
    public static Coturn start(String... options) {
        return startWith(
                Stream.concat(
                                Stream.of(
                                        "--lt-cred-mech",
                                        "--user=" + USERNAME + ":" + PASSWORD,
                                        "--realm=" + REALM),
                                Stream.of(options))
                        .toList());
    }

    /** Starts one whose user names are times and whose passwords derive from a secret. */
    public static Coturn startWithSecret(String secret, String... options) {
        return startWith(
                Stream.concat(
                                Stream.of(
                                        "--use-auth-secret",
                                        "--static-auth-secret=" + secret,
                                        "--realm=" + REALM),
                                Stream.of(options))
                        .toList());
    }

    /** Skips the test where coturn is missing, unless the peers are required. */
    public static void assumeInstalled() {
        boolean installed = Files.isExecutable(EXECUTABLE);
        if (!installed && Boolean.parseBoolean(System.getenv("CALLING_REQUIRE_PEERS"))) {
            throw new AssertionError("coturn is not installed, and CALLING_REQUIRE_PEERS is set");
        }
        Assumptions.assumeTrue(installed, "coturn is not installed");
    }

    private static Coturn startWith(List<String> options) {
        assumeInstalled();
        try {
            Path directory = Files.createTempDirectory("coturn");
            int port = freePort();
            int tlsPort = freePort();
            Process process =
                    new ProcessBuilder(command(directory, port, tlsPort, options))
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("stdout").toFile())
                            .start();
            Coturn coturn = new Coturn(process, directory, port, tlsPort);
            coturn.awaitStarted();
            return coturn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(
            Path directory, int port, int tlsPort, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(EXECUTABLE.toString());
        command.addAll(
                List.of(
                        "-n",
                        "-v",
                        "--no-cli",
                        "--no-rfc5780",
                        "--no-software-attribute",
                        "--allow-loopback-peers",
                        "--relay-threads=1",
                        "--listening-ip=127.0.0.1",
                        "--relay-ip=127.0.0.1",
                        "--listening-port=" + port,
                        "--tls-listening-port=" + tlsPort,
                        "--log-file=" + directory.resolve("log"),
                        "--simple-log",
                        "--no-stdout-log",
                        "--db=" + directory.resolve("db"),
                        "--pidfile=" + directory.resolve("pid")));
        command.addAll(options);
        return command;
    }

    /**
     * Free for UDP and TCP a moment ago, and below those that the system hands out (from 32768 on),
     * so that nobody is given it meanwhile.
     */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(port, loopback)) {
                return port;
            } catch (BindException e) {
                // taken: another one
            }
        }
        throw new IOException("no port is free for both UDP and TCP");
    }

    /** Asks over and over for a binding until it is answered. */
    private void awaitStarted() throws IOException {
        byte[] request = {
            0, 1, 0, 0, 0x21, 0x12, (byte) 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3
        };
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(20);
            while (System.nanoTime() - end < 0 && process.isAlive()) {
                socket.send(new DatagramPacket(request, request.length, address()));
                try {
                    socket.receive(new DatagramPacket(new byte[512], 512));
                    return;
                } catch (SocketTimeoutException e) {
                    // not yet up
                }
            }
        }
        String log = log();
        close();
        throw new AssertionError("coturn did not start: " + log);
    }

    /** Where it listens for UDP and TCP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Where it listens for TLS, if it has a certificate. */
    public InetSocketAddress tlsAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tlsPort);
    }

    /** Its URI for UDP. */
    public String uri() {
        return "turn:127.0.0.1:" + port;
    }

    /** Its URI for TCP. */
    public String tcpUri() {
        return uri() + "?transport=tcp";
    }

    /** Its URI for TLS, at a name of the certificate's. */
    public String tlsUri(String host) {
        return "turns:" + host + ":" + tlsPort;
    }

    /** All that it has logged. */
    public String log() {
        try {
            Path log = directory.resolve("log");
            Path stdout = directory.resolve("stdout");
            return (Files.exists(log) ? Files.readString(log) : "")
                    + (Files.exists(stdout) ? Files.readString(stdout) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The allocations that were ever made. */
    public long allocationsMade() {
        return sessions(ALLOCATED).count();
    }

    /** The allocations that have not ended. */
    public long allocationsOpen() {
        List<String> ended = sessions(ENDED).toList();
        return sessions(ALLOCATED).filter(session -> !ended.contains(session)).count();
    }

    private Stream<String> sessions(Pattern event) {
        return event.matcher(log()).results().map(found -> found.group(1)).distinct();
    }

    /** Stops it without a word to its clients, as a crash does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("coturn does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Coturn::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
