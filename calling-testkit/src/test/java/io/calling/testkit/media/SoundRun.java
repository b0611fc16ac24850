package io.calling.testkit.media;

import io.calling.IncomingCall;
import io.calling.media.AudioSink;
import io.calling.media.AudioStatistics;
import io.calling.media.Media;
import io.calling.rtp.Pace;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One call through one {@link SoundCell}, and what Bob heard in the half after the first five
 * seconds of it, and in the half after the change.
 */
final class SoundRun {
    private static final int SECONDS = 20;
    private static final int SETTLING_SECONDS = 5;

    /** Of the delay in the buffer, one a second. */
    private final List<Long> delaysMillis = new ArrayList<>();

    private final AudioStatistics before;
    private final AudioStatistics after;

    SoundRun(SoundCell cell, long seed) {
        try (CallPair pair = CallPair.inTestTime(seed)) {
            connect(pair);
            // No kernel delivers in step with the frames.
            pair.bob().link().down(LinkConditions.PERFECT.jitter(Duration.ofMillis(1)));
            pair.alice().link().up(cell.path());
            follow(pair, SECONDS);
            pair.alice().link().up(cell.later());
            follow(pair, SETTLING_SECONDS);
            before = pair.bob().call().statistics().audio();
            follow(pair, SECONDS - SETTLING_SECONDS);
            after = pair.bob().call().statistics().audio();
        }
    }

    private static void connect(CallPair pair) {
        pair.alice().place(pair.bob().id());
        IncomingCall ringing = pair.bob().awaitIncoming();
        Media media = Media.audio(new TestMicrophone(pair.bob().tone()), new StretchingEar());
        pair.bob().observe(ringing.accept(media));
        pair.alice().awaitActive();
        pair.bob().awaitActive();
    }

    private void follow(CallPair pair, int seconds) {
        for (int second = 0; second < seconds; second++) {
            pair.pass(Duration.ofSeconds(1));
            delaysMillis.add(pair.bob().call().statistics().audio().bufferDelay().toMillis());
        }
    }

    private long played() {
        return after.framesPlayed() - before.framesPlayed();
    }

    /** Share of the frames that were made up, once it had settled. */
    double concealed() {
        long made = after.framesConcealed() - before.framesConcealed();
        return (double) made / (made + played());
    }

    /** How long frames waited in the buffer at the end. */
    long delayMillis() {
        return delaysMillis.get(delaysMillis.size() - 1);
    }

    /** The longest wait in a second since the change settled. */
    long longestDelayMillis() {
        List<Long> settled = delaysMillis.subList(SECONDS + SETTLING_SECONDS, delaysMillis.size());
        return settled.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** Seconds after the change until the delay stays within 20 ms of what it is in the end. */
    int secondsToAdapt() {
        int settled = delaysMillis.size();
        while (settled > SECONDS && Math.abs(delaysMillis.get(settled - 1) - delayMillis()) <= 20) {
            settled--;
        }
        return settled - SECONDS;
    }

    /** The delay over time, a character a second, a step for each 20 ms. */
    String plot() {
        StringBuilder plot = new StringBuilder();
        for (long delay : delaysMillis) {
            plot.append("▁▂▃▄▅▆▇█".charAt((int) Math.min(7, delay / 20)));
        }
        return plot.toString();
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
