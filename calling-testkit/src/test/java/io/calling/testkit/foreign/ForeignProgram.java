package io.calling.testkit.foreign;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody else's program, run as a peer of ours. Where it is not installed the test is skipped, or
 * fails if the environment says {@code CALLING_REQUIRE_PEERS=true}.
 */
public final class ForeignProgram implements AutoCloseable {
    private final Process process;
    private final Path output;

    private ForeignProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Skips or fails the test unless these programs are on the path. */
    public static void require(String... names) {
        for (String name : names) {
            if (!isInstalled(name)) {
                missing(name + " is not installed");
            }
        }
    }

    /** Skips or fails the test unless Debian's Python has a module. */
    public static void requirePython(String module) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) {
            missing("/usr/bin/python3 is not installed");
        }
        try (ForeignProgram python = start("/usr/bin/python3", "-c", "import " + module)) {
            if (python.exitCode(Duration.ofSeconds(30)) != 0) {
                missing("Python's " + module + " is not installed");
            }
        }
    }

    private static void missing(String what) {
        if ("true".equals(System.getenv("CALLING_REQUIRE_PEERS"))) {
            fail(what + ", and CALLING_REQUIRE_PEERS asks for it");
        }
        abort(what);
    }

    private static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** Starts a program; what it prints is kept. */
    public static ForeignProgram start(String... command) throws IOException {
        return start(List.of(command));
    }

    /** Starts a program; what it prints is kept. */
    public static ForeignProgram start(List<String> command) throws IOException {
        Path output = Files.createTempFile("foreign", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        process.getOutputStream().close();
        return new ForeignProgram(process, output);
    }

    /** Waits for its end; fails the test where it does not come. */
    public int exitCode(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            fail("the program did not end within " + limit + ":\n" + output());
        }
        return process.exitValue();
    }

    /** What it printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Files.deleteIfExists(output);
    }
}
