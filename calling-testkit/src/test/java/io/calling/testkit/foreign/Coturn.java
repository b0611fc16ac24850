package io.calling.testkit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.turn.RelayServer;
import io.calling.testkit.await.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A coturn of one test, on loopback. */
public final class Coturn implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Pattern ALLOCATED = Pattern.compile("new, realm=");
    private static final Pattern RELEASED = Pattern.compile("delete: realm=");

    private final ForeignProgram process;
    private final Path folder;
    private final int port;

    private Coturn(ForeignProgram process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one with the users alice and bob, whose passwords are {@code pw-alice} and so on. */
    public static Coturn start() throws IOException {
        ForeignProgram.require("turnserver");
        Path folder = Files.createTempDirectory("coturn");
        int port = freePort();
        Coturn coturn = new Coturn(ForeignProgram.start(command(folder, port)), folder, port);
        assertThat(Eventually.holds(DEADLINE, () -> coturn.log().contains("UDP listener opened")))
                .as(coturn.log())
                .isTrue();
        return coturn;
    }

    private static List<String> command(Path folder, int port) {
        return List.of(
                "turnserver",
                "-n",
                "--verbose",
                "--no-cli",
                "--no-tls",
                "--no-dtls",
                "--no-tcp",
                "--lt-cred-mech",
                "--realm=calling.test",
                "--user=alice:pw-alice",
                "--user=bob:pw-bob",
                "--allow-loopback-peers",
                "--relay-threads=1",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--listening-port=" + port,
                "--log-file=stdout",
                "--db=" + folder.resolve("db"),
                "--pidfile=" + folder.resolve("pid"));
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

    /** What a client of one of its users needs. */
    public RelayServer server(String user) {
        return RelayServer.of("turn:127.0.0.1:" + port, user, "pw-" + user);
    }

    /** Allocations made so far. */
    public long allocationsMade() {
        return ALLOCATED.matcher(log()).results().count();
    }

    /** Allocations that its clients released. */
    public long allocationsReleased() {
        return RELEASED.matcher(log()).results().count();
    }

    /** What it said so far. */
    public String log() {
        try {
            return process.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
