package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.calling.ice.testing.ManualNetwork;
import io.calling.media.AudioSource;
import io.calling.media.AudioStatistics;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import io.calling.media.Media;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frames of each length, mono and stereo, from a source through packets and jitter buffer to a sink
 * whose own side sends something else: all of it is heard, and no packet tells anything by its
 * size.
 */
class FramesAndChannelsTest {
    private final ManualNetwork network = new ManualNetwork();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    static Stream<Arguments> combinations() {
        return Stream.of(10, 20, 40, 60)
                .flatMap(
                        millis ->
                                Stream.of(1, 2)
                                        .flatMap(
                                                sent ->
                                                        Stream.of(1, 2)
                                                                .map(
                                                                        heard ->
                                                                                Arguments.of(
                                                                                        millis,
                                                                                        sent,
                                                                                        heard))));
    }

    private static WavFile said(int channels) {
        short[] mono = Speech.alice().pcm();
        short[] pcm = new short[mono.length * channels];
        for (int i = 0; i < mono.length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                pcm[i * channels + channel] = mono[i];
            }
        }
        return WavFile.of(48_000, channels, pcm);
    }

    @ParameterizedTest(name = "{0} ms, {1} channel(s) sent, {2} heard")
    @MethodSource("combinations")
    void L14_allIsHeardAndEveryPacketHasTheSameSize(int millis, int sent, int heard) {
        WavFile said = said(sent);
        OpusCodec encoder =
                OpusCodec.builder()
                        .channels(sent)
                        .bitsPerSecond(32_000 * sent)
                        .frame(Duration.ofMillis(millis))
                        .build();
        OpusCodec decoder = OpusCodec.builder().channels(heard).build();
        PcmRecording recording = new PcmRecording(48_000, heard, said.duration().plusSeconds(2));
        OpusSource source = new OpusSource(PcmClip.once(said), encoder);
        encoder.expectLoss(10);
        assertThat(source.frame()).isEqualTo(Duration.ofMillis(millis));

        AudioStream[] ear = new AudioStream[1];
        AudioStream mouth = stream(source, new OpusSink((pcm, at, n) -> {}), ear);
        OpusSource other =
                new OpusSource(
                        PcmClip.once(said(1)), OpusCodec.builder().frame(other(millis)).build());
        ear[0] = stream(other, new OpusSink(recording, decoder), new AudioStream[1]);
        ear[0].start();
        mouth.start();
        network.pass(said.duration().dividedBy(2));
        mouth.mute(true);
        network.pass(Duration.ofMillis(240));
        mouth.mute(false);
        network.pass(said.duration().dividedBy(2).plusMillis(300));
        AudioStatistics statistics = ear[0].statistics();
        mouth.close();
        ear[0].close();

        assertThat(Set.copyOf(sizes)).containsExactly(12 + 4 * sent * millis);
        Set<Long> gaps = new HashSet<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        assertThat(gaps).containsExactly(millis * 1_000_000L);
        assertThat(statistics.framesConcealed()).isZero();
        assertThat(statistics.packetsDiscarded()).isZero();
        AudioComparison comparison = AudioComparison.between(said, recording.file());
        assertThat(comparison.correlation()).isGreaterThan(0.85);
        assertThat(comparison.delay()).isBetween(Duration.ZERO, Duration.ofMillis(40));
    }

    private static Duration other(int millis) {
        return Duration.ofMillis(millis == 20 ? 60 : 20);
    }

    private AudioStream stream(OpusSource source, OpusSink sink, AudioStream[] to) {
        AudioStream.PacketOutput out =
                new AudioStream.PacketOutput() {
                    @Override
                    public void rtp(byte[] buffer, int offset, int length) {
                        if (to[0] != null) {
                            sizes.add(length);
                            times.add(network.nanoTime());
                            byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
                            network.schedule(10_000_000, () -> to[0].onRtp(packet, 0, length));
                        }
                    }

                    @Override
                    public void rtcp(byte[] buffer, int offset, int length) {
                        // Of no interest here.
                    }
                };
        AudioStreamConfig config = AudioStreamConfig.opus(network).withFrame(source.frame());
        return new AudioStream(config, source, sink, out, network, network::execute);
    }

    @Test
    void L33_silenceOfEachLengthDecodesToSilenceOfThatLength() {
        OpusCodec codec = OpusCodec.speech();
        short[] pcm = new short[codec.maxFrameSamples()];
        byte[] packet = new byte[1_300];
        for (int millis : new int[] {10, 20, 40, 60, 80, 100, 120}) {
            for (int size : new int[] {2, 3, 5, 9, 17, 40, 80, 300, 1_000}) {
                int length = source(size, millis).nextSilence(packet, 0);
                assertThat(length).isEqualTo(size);
                assertThat(codec.decode(packet, 0, length, pcm, 0)).isEqualTo(48 * millis);
                assertThat(Level.of(pcm, 48 * millis)).isLessThan(-85);
            }
        }
    }

    private static AudioSource source(int bytes, int millis) {
        return new AudioSource() {
            @Override
            public Duration frame() {
                return Duration.ofMillis(millis);
            }

            @Override
            public int nextFrame(byte[] buffer, int offset) {
                return bytes;
            }
        };
    }

    @Test
    void lengthsThatCannotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpusCodec.builder().frame(Duration.ofMillis(30)))
                .withMessageContaining("frame");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                OpusCodec.builder()
                                        .frame(Duration.ofMillis(60))
                                        .bitsPerSecond(300_000)
                                        .build())
                .withMessageContaining("bitsPerSecond");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Media.audio(source(80, 200), new OpusSink((pcm, at, n) -> {})))
                .withMessageContaining("frame");
    }
}
