package io.calling.examples.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Captures all that crosses the interfaces of one host, until it is stopped. */
public final class Capture implements AutoCloseable {
    private static final String LAST_WORDS = "the capture ends here";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ThreeHosts hosts;
    private final Host host;
    private final Program program;
    private final Path file;

    private Capture(ThreeHosts hosts, Host host, Program program, Path file) {
        this.hosts = hosts;
        this.host = host;
        this.program = program;
        this.file = file;
    }

    /** Starts to capture. */
    public static Capture start(ThreeHosts hosts, Host host, Path directory)
            throws IOException, InterruptedException {
        Path file = directory.resolve(host.name() + ".pcap");
        Program program =
                Program.start(
                        hosts.on(
                                host,
                                "tcpdump",
                                "--immediate-mode",
                                "--packet-buffered",
                                "--relinquish-privileges=root",
                                "--interface=any",
                                "--snapshot-length=0",
                                "-w",
                                file.toString()));
        program.awaitLine("listening on any");
        return new Capture(hosts, host, program, file);
    }

    /** Stops, when all that was sent before has been written, and gives what was captured. */
    public List<Frame> stop() throws IOException, InterruptedException {
        Program.run(hosts.on(host, "bash", "-c", "echo " + LAST_WORDS + " > /dev/udp/127.0.0.1/9"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!contents().contains(LAST_WORDS)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the capture did not record its end: " + program.output());
            }
            Thread.onSpinWait();
        }
        close();
        return PcapFile.read(file);
    }

    private String contents() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        program.close();
    }
}
