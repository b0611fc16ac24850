package io.calling.benchmarks.sound;

import io.calling.IncomingCall;
import io.calling.media.AudioSink;
import io.calling.media.AudioStatistics;
import io.calling.media.Media;
import io.calling.rtp.Pace;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestMicrophone;
import java.time.Duration;

/**
 * The same path on the virtual network, between two agents of ours, for as long and counted in the
 * same way.
 *
 * @param fastestMillis how long the fastest packets waited, on average
 * @param missing share of the frames that did not come in time
 */
record VirtualSound(double fastestMillis, double missing) {
    private static final Duration SAMPLING = Duration.ofMillis(100);
    private static final int SETTLING_SAMPLES = 100;
    private static final int MEASURED_SAMPLES = 200;
    private static final long SEED = 11;

    static VirtualSound of(SoundPath path) {
        try (CallPair pair = CallPair.inTestTime(SEED)) {
            connect(pair);
            pair.alice().link().up(path.path());
            follow(pair, SETTLING_SAMPLES);
            AudioStatistics before = pair.bob().call().statistics().audio();
            double delays = follow(pair, MEASURED_SAMPLES / 2);
            pair.alice().link().up(path.later());
            delays += follow(pair, MEASURED_SAMPLES / 2);
            AudioStatistics after = pair.bob().call().statistics().audio();
            long missing = after.framesConcealed() - before.framesConcealed();
            long played = after.framesPlayed() - before.framesPlayed();
            return new VirtualSound(
                    delays / MEASURED_SAMPLES, (double) missing / (missing + played));
        }
    }

    private static void connect(CallPair pair) {
        pair.alice().place(pair.bob().id());
        IncomingCall ringing = pair.bob().awaitIncoming();
        Media media = Media.audio(new TestMicrophone(pair.bob().tone()), new PatientEar());
        pair.bob().observe(ringing.accept(media));
        pair.alice().awaitActive();
        pair.bob().awaitActive();
    }

    /** The sum of the delays. */
    private static double follow(CallPair pair, int samples) {
        double millis = 0;
        for (int i = 0; i < samples; i++) {
            pair.pass(SAMPLING);
            millis += pair.bob().call().statistics().audio().bufferDelay().toNanos() / 1e6;
        }
        return millis;
    }

    /** Plays each frame a little faster or slower when asked to. */
    private static final class PatientEar implements AudioSink {
        private static final int STRETCH_TICKS = 384;

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
            return switch (pace) {
                case FASTER -> -STRETCH_TICKS;
                case STEADY -> 0;
                case SLOWER -> STRETCH_TICKS;
            };
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            // Asked for at a pace.
        }

        @Override
        public void onLostFrame() {
            // Counted by the call.
        }
    }
}
