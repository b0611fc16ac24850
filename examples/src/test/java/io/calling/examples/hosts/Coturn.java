package io.calling.examples.hosts;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Debian's coturn, with one user. */
public final class Coturn implements AutoCloseable {
    /** The user. */
    public static final String USERNAME = "ephemeral-user";

    /** The user's password. */
    public static final String PASSWORD = "ephemeral-password";

    private final Program program;

    private Coturn(Program program) {
        this.program = program;
    }

    /**
     * Starts it.
     *
     * @param prefix of the command, to choose a host
     * @param directory for its files
     * @param listening the addresses to listen at
     * @param port to listen at
     * @param relay the address of allocations
     */
    public static Coturn start(
            List<String> prefix, Path directory, List<String> listening, int port, String relay)
            throws IOException, InterruptedException {
        return start(prefix, directory, listening, port, List.of(relay), List.of("--no-tls"));
    }

    /** Starts it so that it takes TLS as well, at another port. */
    public static Coturn start(
            List<String> prefix,
            Path directory,
            List<String> listening,
            int port,
            String relay,
            int tlsPort,
            Certificate certificate)
            throws IOException, InterruptedException {
        return start(
                prefix,
                directory,
                listening,
                port,
                List.of(relay),
                List.of(
                        "--tls-listening-port=" + tlsPort,
                        "--cert=" + certificate.file(),
                        "--pkey=" + certificate.key()));
    }

    /**
     * Starts it.
     *
     * @param prefix of the command, to choose a host
     * @param directory for its files
     * @param listening the addresses to listen at
     * @param port to listen at
     * @param relays the addresses of allocations
     * @param options of the command line besides
     */
    public static Coturn start(
            List<String> prefix,
            Path directory,
            List<String> listening,
            int port,
            List<String> relays,
            List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("turnserver", "-n", "--verbose", "--log-file=stdout", "--no-cli"));
        command.addAll(List.of("--no-dtls", "--no-tcp-relay", "--lt-cred-mech"));
        command.addAll(List.of("--realm=relay.example", "--allow-loopback-peers"));
        command.addAll(options);
        command.add("--user=" + USERNAME + ":" + PASSWORD);
        command.add("--userdb=" + directory.resolve("turndb"));
        command.add("--pidfile=" + directory.resolve("turnserver.pid"));
        command.add("--listening-port=" + port);
        listening.forEach(address -> command.add("--listening-ip=" + address));
        relays.forEach(address -> command.add("--relay-ip=" + address));
        Coturn coturn = new Coturn(Program.start(command));
        for (String address : listening) {
            coturn.program.awaitLine("UDP listener opened on: " + address + ":" + port);
        }
        return coturn;
    }

    /**
     * A port for it that was free a moment ago, and is below those that the system hands out (from
     * 32768 on), so that nobody is given it meanwhile.
     */
    public static int freePort() throws IOException {
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

    /** How many allocations it made. */
    public long allocationsMade() {
        return output().stream().filter(line -> line.contains(": new, realm=")).count();
    }

    /** How many allocations are over, released or not. */
    public long allocationsOver() {
        return output().stream().filter(line -> line.contains(": delete: realm=")).count();
    }

    /** What it has printed. */
    public List<String> output() {
        return program.output();
    }

    @Override
    public void close() {
        program.close();
    }
}
