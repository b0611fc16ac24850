package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.ManualNetwork;
import io.calling.media.AudioSource;
import io.calling.media.AudioStatistics;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A peer that suppresses silence, which we never do: it sends next to nothing while nobody speaks
 * (RFC 7587, 3.1.3), and the room is heard all the same rather than a dead line.
 */
class SilenceOfOthersTest {
    private static final int FRAME = 960;
    private static final int RATE = 48_000;

    /** About −54 dB of full scale. */
    private static final double ROOM = 65;

    private final ManualNetwork network = new ManualNetwork();
    private final PcmRecording heard = PcmRecording.speech(Duration.ofMinutes(1));
    private int sent;
    private int skipped;

    /** Three seconds of speech in a room, five of the room alone, again and again. */
    private final class Sparing implements AudioSource {
        private final OpusEncoder encoder;
        private final Random random = new Random(3);
        private final short[] pcm = new short[FRAME];
        private int frame;

        private Sparing() throws OpusException {
            encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(24_000);
            encoder.setUseDTX(true);
            encoder.setUseVBR(true);
        }

        @Override
        public int nextFrame(byte[] buffer, int offset) {
            Arrays.fill(pcm, (short) 0);
            if (frame % 400 < 150) {
                Speech.alice().copy(frame % 400 * FRAME, pcm, 0, FRAME);
            }
            for (int i = 0; i < FRAME; i++) {
                pcm[i] = (short) (pcm[i] + ROOM * random.nextGaussian());
            }
            frame++;
            try {
                int length = encoder.encode(pcm, 0, FRAME, buffer, offset, 1_000);
                // What is two bytes long or less need not be sent, says Opus.
                sent += length > 2 ? 1 : 0;
                skipped += length > 2 ? 0 : 1;
                return length > 2 ? length : 0;
            } catch (OpusException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void theRoomIsHeardWhileNobodySpeaksAndNothingIsTakenForLost() throws Exception {
        AudioStream[] ear = new AudioStream[1];
        AudioStream mouth = stream(new Sparing(), new OpusSink((pcm, at, n) -> {}), ear);
        ear[0] =
                stream(
                        new OpusSource(PcmClip.once(Speech.bob())),
                        new OpusSink(heard),
                        new AudioStream[1]);
        ear[0].start();
        mouth.start();
        network.pass(Duration.ofSeconds(24));
        AudioStatistics statistics = ear[0].statistics();
        mouth.close();
        ear[0].close();

        assertThat(skipped).as("silence that was suppressed").isGreaterThan(300);
        assertThat(sent).isGreaterThan(450);
        assertThat(statistics.packetsLost()).isZero();
        assertThat(statistics.packetsDiscarded()).isZero();
        assertThat(statistics.framesPlayed()).isGreaterThan(sent - 10);
        short[] pcm = heard.file().pcm();
        for (int second : new int[] {5, 6, 13, 14, 21, 22}) {
            short[] room = Arrays.copyOfRange(pcm, second * RATE, (second + 1) * RATE);
            assertThat(Level.of(room, RATE)).as("second %d", second).isBetween(-68.0, -48.0);
        }
        assertThat(heard.file().duration()).isGreaterThan(Duration.ofMillis(23_500));
    }

    private AudioStream stream(AudioSource source, OpusSink sink, AudioStream[] to) {
        AudioStream.PacketOutput out =
                new AudioStream.PacketOutput() {
                    @Override
                    public void rtp(byte[] buffer, int offset, int length) {
                        if (to[0] != null) {
                            byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
                            network.schedule(10_000_000, () -> to[0].onRtp(packet, 0, length));
                        }
                    }

                    @Override
                    public void rtcp(byte[] buffer, int offset, int length) {
                        // Of no interest here.
                    }
                };
        return new AudioStream(
                AudioStreamConfig.opus(network), source, sink, out, network, network::execute);
    }
}
