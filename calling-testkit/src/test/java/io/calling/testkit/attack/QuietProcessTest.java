package io.calling.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process with this library in it asks the system for, ice4j and the JDK included. */
class QuietProcessTest {
    @TempDir private Path directory;

    @Test
    void L03_L04_L26_nothingIsLookedUpAndNobodyButTheRelayIsReached() throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "JDKs from 24 on cannot watch themselves so");

        List<String> lines = run(WatchedProcess.class, "-Djava.security.manager=allow");

        assertThat(lines).containsExactlyInAnyOrder("reach 127.0.0.1", WatchedProcess.DONE);
    }

    @Test
    void L26_aProcessThatLooksForCloudMetadataIsRefused() throws Exception {
        assertThat(run(LeakyIce4j.class, "-Dice4j.harvest.mapping.aws.enabled=true"))
                .singleElement()
                .asString()
                .startsWith(LeakyIce4j.REFUSED)
                .contains("metadata");
    }

    @Test
    void L26_aProcessThatAsksStunServersIsRefused() throws Exception {
        assertThat(
                        run(
                                LeakyIce4j.class,
                                "-Dorg.ice4j.ice.harvest.STUN_MAPPING_HARVESTER_ADDRESSES="
                                        + "192.0.2.5:3478"))
                .singleElement()
                .asString()
                .startsWith(LeakyIce4j.REFUSED)
                .contains("mapping");
    }

    @Test
    void aProcessThatAsksForNothingGoesOn() throws Exception {
        assertThat(run(LeakyIce4j.class)).containsExactly(LeakyIce4j.WENT_ON);
    }

    /** What a process says on its standard output. */
    private List<String> run(Class<?> main, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, main.getName()));
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }
}
