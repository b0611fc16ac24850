package io.calling.examples.privatecall;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.examples.ExitCode;
import io.calling.testkit.await.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as its user runs it, on loopback. */
class PrivateCallTest {
    @TempDir private Path out;

    @Test
    void aliceAndBobHearEachOtherAndNeitherReceivesTheOthersAddress() throws Exception {
        Set<Thread> before = liveThreads();
        Run run = Run.undisturbed(out);
        assertThat(run.told())
                .contains("Verified. Alice and Bob heard each other")
                .containsPattern(
                        "Alice, your address: not found in \\d{3,} packets and [1-9]\\d* messages;"
                                + " Bob sees the relay 127\\.0\\.0\\.1:\\d+\n")
                .containsPattern("Bob, your address: not found in \\d{3,} packets")
                .contains("ports were compared; the test in three network namespaces is the proof")
                .contains("DTLS 1.2", "certificate  sha-256 ", "rings", "accepts");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(out.resolve("alice-heard.wav")).isNotEmptyFile();
        assertThat(out.resolve("bob-heard.wav")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("call-report.html")))
                .contains("</html>", "Alice heard Bob", "Bob heard Alice")
                .contains("Wait until it is played at Alice", "Rate of what comes at Bob");
        assertThat(
                        Eventually.holds(
                                Duration.ofSeconds(10), () -> before.containsAll(liveThreads())))
                .as("no thread is left")
                .isTrue();
    }

    @Test
    void withoutARelayThereIsNoCall() throws Exception {
        Run run = Run.of(out, "--no-relay");
        assertThat(run.code()).isEqualTo(ExitCode.NO_RELAY_CONFIGURED);
        assertThat(run.told()).endsWith(lastWords(EndReason.NO_RELAY_CONFIGURED));
    }

    @Test
    void oneFlippedByteInEachPacketLeavesNoPath() throws Exception {
        Run run = Run.of(out, "--corrupt");
        assertThat(run.told())
                .endsWith(lastWords(EndReason.NO_PATH))
                .doesNotContain("Verified", "first sound");
        assertThat(run.code()).isEqualTo(ExitCode.NO_PATH);
    }

    @Test
    void oneFlippedByteInEachPacketOfTheHandshakeLeavesNoEncryptionAndNoCall() throws Exception {
        Run run = Run.of(out, "--corrupt=handshake");
        assertThat(run.told())
                .contains("The call failed.")
                .doesNotContain("Verified", "encrypts", "first sound");
        // Which of the two depends on the byte: it may be one of the certificate.
        assertThat(run.code()).isIn(ExitCode.HANDSHAKE_FAILED, ExitCode.FINGERPRINT_MISMATCH);
    }

    @Test
    void oneFlippedByteInEachMediaPacketIsNotHeardAndNotCalledSuccess() throws Exception {
        Run run = Run.of(out, "--corrupt=media");
        assertThat(run.told())
                .contains("NOT verified. Alice did not hear what the other side said")
                .containsPattern("\\d{3,} packets arrived damaged or forged, and were rejected");
        assertThat(run.code()).isEqualTo(ExitCode.NOT_HEARD);
    }

    @Test
    void anUnreachableRelayIsNamedAsTheReason() throws Exception {
        // Nothing listens on the discard port.
        Run run = Run.of(out, "--relay=turn:127.0.0.1:9", "--username=u", "--password=p");
        assertThat(run.told()).endsWith(lastWords(EndReason.RELAY_UNREACHABLE));
        assertThat(run.code()).isEqualTo(ExitCode.RELAY_UNREACHABLE);
    }

    private static String lastWords(EndReason reason) {
        return "The call failed. " + reason.advice() + System.lineSeparator();
    }

    /** Threads that a call could leave behind. */
    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("calling"))
                .collect(Collectors.toSet());
    }
}
