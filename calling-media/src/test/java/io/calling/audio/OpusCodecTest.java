package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.calling.rtp.OpusPacket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpusCodecTest {
    private final byte[] packet = new byte[1_300];

    @ParameterizedTest(name = "at {0} bit/s")
    @ValueSource(ints = {12_000, 16_000, 24_000, 32_000, 64_000})
    void L14_everyPacketOfSpeechAndSilenceHasTheSameSize(int bitsPerSecond) {
        OpusCodec codec = OpusCodec.builder().bitsPerSecond(bitsPerSecond).build();
        short[] frame = new short[codec.frameSamples()];
        WavFile speech = Speech.alice();
        Random noise = new Random(1);
        for (int i = 0; i < 400; i++) {
            fill(frame, speech, i, noise);
            assertThat(codec.encode(frame, 0, packet, 0)).isEqualTo(bitsPerSecond / 400);
        }
    }

    /** Speech, then digital silence, then noise. */
    private static void fill(short[] frame, WavFile speech, int i, Random noise) {
        Arrays.fill(frame, (short) 0);
        if (i < 200) {
            speech.copy(i * frame.length, frame, 0, frame.length);
        } else if (i > 300) {
            for (int k = 0; k < frame.length; k++) {
                frame[k] = (short) noise.nextInt();
            }
        }
    }

    @Test
    void theDecoderHearsWhatWasSaid() {
        WavFile said = Speech.alice();

        WavFile heard = CodedSpeech.of(said, OpusCodec.speech(), OpusCodec.speech());

        assertThat(AudioComparison.between(said, heard).correlation()).isGreaterThan(0.9);
    }

    @Test
    void stereoKeepsItsSides() {
        OpusCodec codec = OpusCodec.builder().channels(2).bitsPerSecond(64_000).build();
        short[] frame = new short[2 * codec.frameSamples()];
        short[] decoded = new short[2 * codec.maxFrameSamples()];
        for (int step = 0; step < 20; step++) {
            for (int i = 0; i < codec.frameSamples(); i++) {
                frame[2 * i] = (short) (8_000 * Math.sin((step * 960 + i) * 0.05));
            }
            int length = codec.encode(frame, 0, packet, 0);
            assertThat(codec.decode(packet, 0, length, decoded, 0)).isEqualTo(960);
        }
        assertThat(energy(decoded, 0)).isGreaterThan(100 * energy(decoded, 1));
    }

    @Test
    void aLostFrameIsMadeUpOfTheOnesBefore() {
        OpusCodec codec = OpusCodec.speech();
        short[] decoded = decodeTone(codec);
        double before = energy(decoded, 0);

        assertThat(codec.conceal(decoded, 0)).isEqualTo(960);
        assertThat(energy(decoded, 0)).isBetween(before / 4, before * 2);
    }

    @Test
    void lossThatGoesOnFadesToSilence() {
        OpusCodec codec = OpusCodec.speech();
        short[] decoded = decodeTone(codec);
        for (int i = 0; i < 100; i++) {
            codec.conceal(decoded, 0);
        }
        assertThat(energy(decoded, 0)).isLessThan(960);
    }

    @Test
    void aLostFrameIsRecoveredFromTheOneBehindItWhenThatCarriesACopy() {
        assertThat(correlationAtTenPercentLoss(20))
                .isGreaterThan(correlationAtTenPercentLoss(0) + 0.02);
    }

    @Test
    void L14_copiesAgainstLossLeaveThePacketsTheirSize() {
        OpusCodec codec = OpusCodec.speech();
        short[] frame = new short[codec.frameSamples()];
        WavFile speech = Speech.alice();
        for (int i = 0; i < speech.samples() / frame.length; i++) {
            codec.expectLoss(i % 50 < 25 ? 15 : 0);
            speech.copy(i * frame.length, frame, 0, frame.length);
            assertThat(codec.encode(frame, 0, packet, 0)).isEqualTo(80);
        }
    }

    @Test
    void packetsSayThatTheyCarryACopyWhereLossIsExpected() {
        assertThat(shareOfCopies(20)).isGreaterThan(0.5);
        assertThat(shareOfCopies(0)).isZero();
    }

    private double shareOfCopies(int expectedPercent) {
        OpusCodec codec =
                OpusCodec.builder()
                        .bitsPerSecond(64_000)
                        .expectedLossPercent(expectedPercent)
                        .build();
        short[] frame = new short[codec.frameSamples()];
        WavFile speech = Speech.alice();
        int frames = speech.samples() / frame.length;
        int copies = 0;
        for (int i = 0; i < frames; i++) {
            speech.copy(i * frame.length, frame, 0, frame.length);
            int length = codec.encode(frame, 0, packet, 0);
            copies += OpusPacket.carriesCopy(packet, 0, length) ? 1 : 0;
        }
        return (double) copies / frames;
    }

    @ParameterizedTest(name = "{0} ms at {1} bit/s")
    @CsvSource({"40, 24000", "60, 24000", "60, 32000"})
    void copiesAgainstLossGarbleNoLongPackets(int millis, int bitsPerSecond) {
        OpusCodec encoder =
                OpusCodec.builder()
                        .frame(Duration.ofMillis(millis))
                        .bitsPerSecond(bitsPerSecond)
                        .expectedLossPercent(10)
                        .build();
        WavFile said = Speech.alice();
        WavFile heard = CodedSpeech.of(said, encoder, OpusCodec.speech());
        assertThat(AudioComparison.between(said, heard).correlation()).isGreaterThan(0.85);

        encoder.limit(20_000);
        heard = CodedSpeech.of(said, encoder, OpusCodec.speech());
        assertThat(AudioComparison.between(said, heard).correlation()).isGreaterThan(0.85);
    }

    private static double correlationAtTenPercentLoss(int expectedPercent) {
        OpusCodec encoder =
                OpusCodec.builder()
                        .bitsPerSecond(24_000)
                        .expectedLossPercent(expectedPercent)
                        .build();
        WavFile said = Speech.alice();
        OpusCodec decoder = OpusCodec.speech();
        WavFile heard = CodedSpeech.of(said, encoder, decoder, frame -> frame % 10 == 5);
        return AudioComparison.between(said, heard).correlation();
    }

    @Test
    void bytesThatAreNoOpusAreConcealedAndHarmNothing() {
        OpusCodec codec = OpusCodec.speech();
        short[] decoded = new short[codec.maxFrameSamples()];
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            assertThat(codec.decode(garbage, 0, garbage.length, decoded, 0)).isBetween(120, 5_760);
            codec.recover(garbage, 0, garbage.length, decoded, 0);
        }
        assertThat(energy(decodeTone(codec), 0)).isGreaterThan(1e9);
    }

    @Test
    void settingsThatCannotBeAreRefusedByName() {
        OpusCodec.Builder builder = OpusCodec.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.bitsPerSecond(5_000))
                .withMessage("bitsPerSecond is 6000 to 510000, not 5000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.channels(3))
                .withMessageContaining("channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.complexity(11))
                .withMessageContaining("complexity");
    }

    private short[] decodeTone(OpusCodec codec) {
        short[] frame = new short[codec.frameSamples()];
        short[] decoded = new short[codec.maxFrameSamples()];
        for (int step = 0; step < 20; step++) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (8_000 * Math.sin((step * 960 + i) * 0.03));
            }
            int length = codec.encode(frame, 0, packet, 0);
            codec.decode(packet, 0, length, decoded, 0);
        }
        return decoded;
    }

    /** Of one frame in one of two channels, or of one in mono. */
    private static double energy(short[] pcm, int channel) {
        int step = pcm.length > 5_760 ? 2 : 1;
        double sum = 0;
        for (int i = 0; i < 960; i++) {
            sum += Math.pow(pcm[i * step + channel], 2);
        }
        return sum;
    }
}
