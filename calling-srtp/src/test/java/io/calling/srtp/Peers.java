package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Other implementations that tests run against. Where one is missing the test is skipped and says
 * why, or fails if {@code CALLING_REQUIRE_PEERS} is {@code true}.
 */
final class Peers {
    private static final boolean REQUIRED =
            Boolean.parseBoolean(System.getenv("CALLING_REQUIRE_PEERS"));

    private Peers() {}

    static void require(boolean present, String what) {
        if (REQUIRED) {
            assertThat(present).as(what + " is needed and not installed").isTrue();
        }
        assumeTrue(present, what + " is not installed");
    }

    /** Whether a program of this name is on the path. */
    static boolean hasProgram(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
