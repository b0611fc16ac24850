package io.calling.examples.hosts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The programs that a test needs: it fails without them where CI requires them, else is skipped.
 */
public final class Tools {
    private static final boolean REQUIRED =
            Boolean.parseBoolean(System.getenv("CALLING_REQUIRE_PEERS"));

    private Tools() {}

    /** Skips or fails the test that calls it, unless all programs are there. */
    public static void require(String... programs) {
        List<String> missing = Arrays.stream(programs).filter(name -> !isThere(name)).toList();
        require(missing.isEmpty(), "this needs " + missing + ", which .ci/run installs");
    }

    /** Skips or fails the test that calls it, unless a file of a Debian package is there. */
    public static void requireFile(Path file, String debianPackage) {
        require(
                Files.exists(file),
                "this needs Debian's " + debianPackage + ", which .ci/run installs");
    }

    /** Skips or fails the test that calls it, unless the command that looks for it ends well. */
    public static void requireFound(String what, List<String> command)
            throws IOException, InterruptedException {
        boolean there;
        try (Program program = Program.start(command)) {
            there = program.exitCode(Duration.ofSeconds(60)) == 0;
        }
        require(there, "this needs " + what + ", which .ci/run installs");
    }

    /** Skips or fails the test that calls it, unless it may make network namespaces. */
    public static void requireNamespaces() {
        require("ip", "tcpdump", "turnserver", "unshare");
        require(
                "root".equals(System.getProperty("user.name")),
                "network namespaces need root, which .ci/run has");
    }

    private static void require(boolean condition, String reason) {
        if (REQUIRED && !condition) {
            throw new AssertionError(reason);
        }
        assumeTrue(condition, reason);
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
