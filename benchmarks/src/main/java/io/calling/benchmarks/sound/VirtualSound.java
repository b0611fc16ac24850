package io.calling.benchmarks.sound;

import io.calling.IncomingCall;
import io.calling.media.AudioSink;
import io.calling.media.AudioStatistics;
import io.calling.media.Media;
import io.calling.rtp.Pace;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * The same path on the virtual network, between two agents of ours, for as long and counted in the
 * same way, where the one who speaks sends as the other stack does.
 *
 * @param fastestMillis how long the fastest packets waited, on average
 * @param missing share of the frames that did not come in time
 */
record VirtualSound(double fastestMillis, double missing) {
    private static final Duration SAMPLING = Duration.ofMillis(100);
    private static final int SETTLING_SAMPLES = 100;
    private static final int MEASURED_SAMPLES = 200;

    /** What chance does to one call is not what a path does. */
    private static final long[] SEEDS = {11, 12, 13, 14};

    /** The mean of some calls. */
    static VirtualSound of(SoundPath path, Kind sender) {
        List<VirtualSound> calls =
                LongStream.of(SEEDS).mapToObj(seed -> call(path, sender, seed)).toList();
        return new VirtualSound(
                calls.stream().mapToDouble(VirtualSound::fastestMillis).average().orElseThrow(),
                calls.stream().mapToDouble(VirtualSound::missing).average().orElseThrow());
    }

    private static VirtualSound call(SoundPath path, Kind sender, long seed) {
        try (CallPair pair = CallPair.inTestTime(seed)) {
            connect(pair, new SpeakingSource(sender == Kind.CHROMIUM && path.loses()));
            // As over links, something is heard before the path is bad; nothing keeps time with it.
            pair.pass(Duration.ofMillis(new Random(seed).nextInt(20)));
            pair.alice().link().up(path.path());
            pair.bob().link().down(LinkConditions.PERFECT.jitter(unevenness(sender)));
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

    /**
     * By how much packets leave later than the one that left soonest, with the kernel's share:
     * Chromium draws sound every 10 ms and sends at every other time, but not always at the same
     * one of the two.
     */
    private static Duration unevenness(Kind sender) {
        return Duration.ofMillis(sender == Kind.CHROMIUM ? 12 : 1);
    }

    private static void connect(CallPair pair, SpeakingSource source) {
        Media speaking = Media.audio(source, new StretchingEar());
        pair.alice().observe(pair.alice().agent().place(pair.bob().id(), speaking));
        IncomingCall ringing = pair.bob().awaitIncoming();
        Media media = Media.audio(new TestMicrophone(pair.bob().tone()), new StretchingEar());
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

    /** Plays each frame faster or slower by what is wanted, as calling-media does in pauses. */
    private static final class StretchingEar implements AudioSink {
        private static final int LEAST_TICKS = 120;
        private static final int MOST_TICKS = 720;

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
            int most = Math.min(Math.abs(wantedTicks), MOST_TICKS);
            if (wantedTicks > 0) {
                return Math.max(LEAST_TICKS, most);
            }
            return most < LEAST_TICKS ? 0 : -most;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            // Asked for with what is wanted.
        }

        @Override
        public void onLostFrame() {
            // Counted by the call.
        }
    }
}
