package io.calling.benchmarks;

import io.calling.ice.turn.RelayServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Debian's coturn on loopback, in a process of its own, so that its CPU time is not ours. */
public final class LoopbackCoturn implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/turnserver");
    private static final int START_TRIES = 200;

    private final Process process;
    private final Path directory;
    private final int port;

    private LoopbackCoturn(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @throws IOException if there is no coturn, or it does not start
     */
    public static LoopbackCoturn start() throws IOException {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new IOException("this needs coturn: apt-get install coturn");
        }
        int port = freePort();
        Path directory = Files.createTempDirectory("coturn");
        Process process =
                new ProcessBuilder(command(directory, port))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        LoopbackCoturn coturn = new LoopbackCoturn(process, directory, port);
        coturn.awaitStarted();
        return coturn;
    }

    private static List<String> command(Path directory, int port) {
        return List.of(
                EXECUTABLE.toString(),
                "-n",
                "--no-cli",
                "--no-tls",
                "--no-dtls",
                "--allow-loopback-peers",
                "--relay-threads=1",
                "--listening-ip=127.0.0.1",
                "--relay-ip=127.0.0.1",
                "--listening-port=" + port,
                "--lt-cred-mech",
                "--user=user:password",
                "--realm=relay.example",
                "--log-file=/dev/null",
                "--no-stdout-log",
                "--userdb=" + directory.resolve("db"),
                "--pidfile=" + directory.resolve("pid"));
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStarted() throws IOException {
        byte[] binding = {
            0, 1, 0, 0, 0x21, 0x12, (byte) 0xA4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3
        };
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(50);
            for (int i = 0; i < START_TRIES; i++) {
                socket.send(
                        new DatagramPacket(
                                binding, binding.length, InetAddress.getLoopbackAddress(), port));
                try {
                    socket.receive(new DatagramPacket(new byte[512], 512));
                    return;
                } catch (SocketTimeoutException e) {
                    // not yet up
                }
            }
        }
        close();
        throw new IOException("coturn did not start");
    }

    /** Where it is, with credentials. */
    public RelayServer server() {
        return RelayServer.of("turn:127.0.0.1:" + port, "user", "password");
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
