package io.calling.audio.quality;

import io.calling.audio.AudioCodec;
import io.calling.audio.OpusSink;
import io.calling.audio.PcmRecording;
import io.calling.audio.WavFile;
import io.calling.ice.testing.ManualNetwork;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.AudioStream;
import io.calling.media.AudioStreamConfig;
import io.calling.rtp.Pace;
import java.time.Duration;
import java.util.Arrays;

/**
 * Two {@link AudioStream}s that talk to each other in test time over a path that loses what it is
 * told to lose of the one's RTP, and nothing else: what a call does with sound, from the source to
 * the sink.
 */
final class LossyStream {
    private static final long DELAY_NANOS = Duration.ofMillis(30).toNanos();
    private static final Duration PAST_THE_END = Duration.ofSeconds(1);

    private final ManualNetwork network = new ManualNetwork();
    private final Losses losses;
    private final AudioStream talker;
    private final AudioStream listener;
    private int sent;

    private LossyStream(AudioSource source, AudioSink sink, Losses losses) {
        this.losses = losses;
        talker = stream(source, new Deaf(), true);
        listener = stream(new Quiet(), sink, false);
    }

    private AudioStream stream(AudioSource source, AudioSink sink, boolean lossy) {
        AudioStream.PacketOutput out =
                new AudioStream.PacketOutput() {
                    @Override
                    public void rtp(byte[] buffer, int offset, int length) {
                        if (!lossy || !losses.isLost(sent++)) {
                            byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
                            later(() -> other(lossy).onRtp(packet, 0, length));
                        }
                    }

                    @Override
                    public void rtcp(byte[] buffer, int offset, int length) {
                        byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
                        later(() -> other(lossy).onRtcp(packet, 0, length));
                    }
                };
        AudioStreamConfig config = AudioStreamConfig.opus(network);
        return new AudioStream(config, source, sink, out, network, network::execute);
    }

    private void later(Runnable task) {
        network.schedule(DELAY_NANOS, task);
    }

    private AudioStream other(boolean talking) {
        return talking ? listener : talker;
    }

    /** What is heard of a source that lasts this long. */
    static WavFile hear(AudioSource source, Duration length, Losses losses, AudioCodec decoder) {
        PcmRecording recording = PcmRecording.speech(length.plus(PAST_THE_END));
        LossyStream path = new LossyStream(source, new OpusSink(recording, decoder), losses);
        path.listener.start();
        path.talker.start();
        path.network.pass(length.plus(PAST_THE_END));
        path.talker.close();
        path.listener.close();
        return recording.file();
    }

    /** Says nothing, and sends reports alone. */
    private static final class Quiet implements AudioSource {
        @Override
        public int nextFrame(byte[] buffer, int offset) {
            return 0;
        }
    }

    private static final class Deaf implements AudioSink {
        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            // Nobody listens.
        }

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
            return 0;
        }

        @Override
        public void onLostFrame() {
            // Nobody listens.
        }
    }
}
