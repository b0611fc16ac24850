package io.calling.media;

import io.calling.rtp.Counter;
import io.calling.stats.InboundRtpStats.Playout;
import java.util.concurrent.TimeUnit;

/** What was played of one stream. Counted on the media executor, read from any thread. */
final class PlayoutCounters {
    private final Counter samples = new Counter();
    private final Counter concealed = new Counter();
    private final Counter concealmentEvents = new Counter();
    private final Counter inserted = new Counter();
    private final Counter removed = new Counter();
    private final Counter emitted = new Counter();

    /** In microseconds for each sample: 64 bits last for centuries. */
    private final Counter waited = new Counter();

    private final Counter target = new Counter();
    private boolean concealing;

    /**
     * A frame came out of the jitter buffer and was played.
     *
     * @param ticks that it lasts
     * @param longer by how many the sink changed that
     */
    void onFrame(long ticks, int longer, long waitedNanos, long targetNanos) {
        concealing = false;
        samples.add(ticks + longer);
        emitted.add(ticks);
        waited.add(ticks * Math.max(0, TimeUnit.NANOSECONDS.toMicros(waitedNanos)));
        target.add(ticks * TimeUnit.NANOSECONDS.toMicros(targetNanos));
        if (longer > 0) {
            inserted.add(longer);
        } else {
            removed.add(-longer);
        }
    }

    /** As much was made up. */
    void onConcealed(long ticks) {
        samples.add(ticks);
        concealed.add(ticks);
        if (!concealing) {
            concealmentEvents.add(1);
        }
        concealing = true;
    }

    /** As much came as a copy in the packet behind it. */
    void onRecovered(long ticks) {
        concealing = false;
        samples.add(ticks);
    }

    /** The peer was silent for as long. */
    void onPause(long ticks) {
        concealing = false;
        samples.add(ticks);
    }

    Playout snapshot() {
        return new Playout(
                samples.get(),
                concealed.get(),
                concealmentEvents.get(),
                inserted.get(),
                removed.get(),
                waited.get() / 1e6,
                target.get() / 1e6,
                emitted.get());
    }
}
