package io.calling.examples.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.calling.audio.AudioComparison;
import io.calling.audio.OggOpusFile;
import io.calling.audio.OggOpusRecorder;
import io.calling.audio.OpusCodec;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.audio.WavFile;
import io.calling.examples.hosts.Tools;
import io.calling.examples.web.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of ours in the programs of others, and theirs in ours. */
class RecordingPeersTest {
    @TempDir private Path directory;

    private Path path(String name) {
        return directory.resolve(name);
    }

    private static WavFile alice() throws IOException {
        try (InputStream in =
                RecordingPeersTest.class.getResourceAsStream(
                        "/io/calling/examples/privatecall/alice.wav")) {
            return WavFile.read(Objects.requireNonNull(in)).atRate(48_000);
        }
    }

    /** Some of it lost on the way, as in life. */
    private Path recorded(int frameMillis, boolean losses) throws IOException {
        Path file = path("ours.opus");
        OpusCodec codec = OpusCodec.builder().frame(Duration.ofMillis(frameMillis)).build();
        byte[] packet = new byte[1_275];
        try (OpusSource source = new OpusSource(PcmClip.onceOnly(alice()), codec);
                OggOpusRecorder recorder = OggOpusRecorder.speech(file)) {
            int length = source.nextFrame(packet, 0);
            for (int i = 0; length > 0; i++) {
                if (losses && i % 25 == 24) {
                    recorder.onLostFrame();
                } else {
                    recorder.onFrame(packet, 0, length);
                }
                length = source.nextFrame(packet, 0);
            }
        }
        return file;
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path log = path("log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }

    @ParameterizedTest(name = "frames of {0} ms")
    @ValueSource(ints = {10, 20, 40, 60})
    void opusinfoFindsNothingWrong(int millis) throws Exception {
        Tools.require("opusinfo");
        String said = run("opusinfo", recorded(millis, true).toString());

        assertThat(said)
                .contains("Channels: 1")
                .contains("Pre-skip: 312")
                .contains("Playback length: 0m:")
                .contains(String.format("%.1fms (max)", (double) millis))
                .doesNotContainIgnoringCase("warning")
                .doesNotContainIgnoringCase("error");
    }

    @Test
    void opusdecHearsWhatWeHear() throws Exception {
        Tools.require("opusdec");
        Path file = recorded(20, true);
        Path wav = path("theirs.wav");
        run("opusdec", "--quiet", "--no-dither", file.toString(), wav.toString());

        WavFile theirs = WavFile.read(wav);
        WavFile ours = OggOpusFile.read(file).decode();
        assertThat(theirs.samples()).isEqualTo(ours.samples());
        AudioComparison comparison = AudioComparison.between(ours, theirs);
        assertThat(comparison.correlation()).isGreaterThan(0.98);
        assertThat(comparison.delay()).isZero();
    }

    @Test
    void whatOpusencWritesWePlay() throws Exception {
        Tools.require("opusenc");
        Path wav = path("said.wav");
        alice().write(wav);
        for (String music : List.of("--speech", "--music")) {
            Path file = path("theirs.opus");
            run("opusenc", "--quiet", music, wav.toString(), file.toString());

            OggOpusFile read = OggOpusFile.read(file);
            WavFile heard = read.decode();
            assertThat(heard.samples()).isEqualTo(alice().samples());
            assertThat(AudioComparison.between(alice(), heard).correlation()).isGreaterThan(0.95);
        }
    }

    @Test
    void chromiumHearsWhatWeHear() throws Exception {
        Tools.require("chromium", "chromedriver");
        Path file = recorded(20, false);
        WavFile ours = OggOpusFile.read(file).decode();
        try (Chromium browser = Chromium.open(path("profile"))) {
            browser.go("about:blank");
            browser.value(
                    "(() => { const bytes = Uint8Array.from(atob('"
                            + Base64.getEncoder().encodeToString(Files.readAllBytes(file))
                            + "'), c => c.charCodeAt(0));"
                            + "new OfflineAudioContext(1, 48000, 48000)"
                            + ".decodeAudioData(bytes.buffer).then("
                            + "heard => window.heard = heard, e => window.heard = {e});"
                            + "return 0; })()");
            browser.await("window.heard");
            assertThat(browser.value("heard.e")).isEqualTo("undefined");
            assertThat(Double.parseDouble(browser.value("heard.duration")))
                    .isCloseTo(ours.samples() / 48_000.0, within(0.001));
            assertThat(browser.value("heard.numberOfChannels")).isEqualTo("1");
            String levels =
                    browser.value(
                            "(() => { const pcm = heard.getChannelData(0); const levels = [];"
                                    + "for (let at = 0; at + 4800 <= pcm.length; at += 4800) {"
                                    + "let sum = 0; for (let i = 0; i < 4800; i++)"
                                    + " sum += pcm[at + i] ** 2;"
                                    + "levels.push(Math.sqrt(sum / 4800).toFixed(5)); }"
                                    + "return levels.join(' '); })()");
            double[] theirs =
                    Arrays.stream(levels.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
            short[] pcm = ours.pcm();
            for (int i = 0; i < theirs.length; i++) {
                assertThat(theirs[i])
                        .as("tenth %d", i)
                        .isCloseTo(level(pcm, i * 4_800), within(0.003));
            }
        }
    }

    private static double level(short[] pcm, int offset) {
        double sum = 0;
        for (int i = offset; i < offset + 4_800; i++) {
            sum += Math.pow(pcm[i] / 32_768.0, 2);
        }
        return Math.sqrt(sum / 4_800);
    }
}
