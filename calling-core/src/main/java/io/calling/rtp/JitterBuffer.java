package io.calling.rtp;

import org.jspecify.annotations.Nullable;

/**
 * Puts received packets in order and gives out one per playout step, as late as the network's
 * unevenness demands and no later. Fixed in size, whatever the peer sends; time is an argument; one
 * thread.
 *
 * <p>A step whose packet is missing is lost and its time passes, unless nothing at all is there:
 * then packets may be late rather than lost, and playing on from where it stood, later, is the
 * natural way to grow the delay. Delay far above the target is cut by dropping the oldest frames.
 */
public final class JitterBuffer {
    /** What a step brings. */
    public enum Step {
        /** Nothing has been received yet. */
        IDLE,
        /** The next frame is {@link #packet()}. */
        FRAME,
        /** The next frame is missing. */
        LOST,
        /**
         * The next frame is missing, but {@link #packet()} is the one behind it, which may carry a
         * copy of it for error correction. That packet comes again as a frame of its own.
         */
        LOST_BEFORE_PACKET,
        /** The sender sent nothing for this time. */
        PAUSE
    }

    private static final long MAX_GAP_NANOS = 2_000_000_000;

    /** Delay above the target that is cut at once. */
    private static final long BACKLOG_NANOS = 100_000_000;

    /**
     * Delay above the target that sinks leave as it is which cannot say beforehand by how much they
     * change a frame; otherwise each change would be heard twice.
     */
    private static final long COARSE_TOLERANCE_NANOS = 15_000_000;

    /** What the others leave as it is, and where they stop; more where the network is uneven. */
    private static final long TOLERANCE_NANOS = 5_000_000;

    private static final long REMAINDER_NANOS = 2_000_000;
    private static final int TOLERANCE_SHARE = 5;
    private static final int REMAINDER_SHARE = 10;

    /** Delay above the target that is worked off without pauses between the changes. */
    private static final long URGENT_NANOS = 60_000_000;

    private static final int STEPS_BETWEEN_CHANGES = 3;

    /** Time without a packet after which playing begins anew, with the delay that is then due. */
    private static final long STARVED_NANOS = 200_000_000;

    private final int clockRate;
    private final long maxGapTicks;
    private final long starvedTicks;
    private final FrameDuration durations;
    private final DelayTarget target;
    private final PacketWindow window = new PacketWindow();

    private boolean playing;
    private long playTime;
    private long stepTicks;
    private long emptyTicks;
    private int steadySteps;
    private Pace pace = Pace.STEADY;
    private int wantedTicks;
    private @Nullable MediaPacket packet;

    /** An empty buffer; {@code durations} says how long each packet lasts. */
    public JitterBuffer(JitterBufferConfig config, FrameDuration durations) {
        this.clockRate = config.clockRate();
        this.stepTicks = config.frameTicks();
        this.maxGapTicks = MediaClock.toTicks(MAX_GAP_NANOS, clockRate);
        this.starvedTicks = MediaClock.toTicks(STARVED_NANOS, clockRate);
        this.durations = durations;
        this.target = new DelayTarget(config);
    }

    /**
     * Takes a packet. One without a payload is none to play, but none to miss either: the sender
     * pauses there.
     *
     * @return a packet for the caller to fill next, in exchange
     */
    public MediaPacket insert(MediaPacket received) {
        if (received.length() == 0) {
            window.note(received);
            return received;
        }
        PacketWindow.Relation relation = window.classify(received);
        if (relation == PacketWindow.Relation.FOREIGN) {
            return received;
        }
        if (relation == PacketWindow.Relation.RESTART) {
            playing = false;
            target.restart();
        }
        target.onPacket(received.arrivalNanos(), nanos(received.mediaTime));
        return relation == PacketWindow.Relation.LATE ? received : window.put(received);
    }

    /** Goes one frame further, at {@code nowNanos}. */
    public Step step(long nowNanos) {
        packet = null;
        window.recycle();
        if (window.isEmpty()) {
            return starve();
        }
        if (!playing && delayNanos(window.first(), nowNanos) < target.targetNanos()) {
            return window.hasPlayed() ? Step.LOST : Step.IDLE;
        }
        dropBacklog(nowNanos);
        MediaPacket first = window.first();
        long gap = first.mediaTime - playTime;
        boolean early = playing && gap > stepTicks / 2 && gap < maxGapTicks;
        return early ? bridge(first, gap, nowNanos) : play(first, nowNanos);
    }

    private Step starve() {
        if (!window.hasPlayed()) {
            return Step.IDLE;
        }
        playTime += stepTicks;
        emptyTicks += stepTicks;
        playing = playing && emptyTicks < starvedTicks;
        return window.skipOneEmpty() ? Step.PAUSE : Step.LOST;
    }

    private void dropBacklog(long nowNanos) {
        long limit = target.targetNanos() + BACKLOG_NANOS;
        while (window.size() > 1 && delayNanos(window.first(), nowNanos) > limit) {
            window.dropFirst();
        }
    }

    private Step play(MediaPacket first, long nowNanos) {
        choosePace(delayNanos(first, nowNanos) - target.targetNanos());
        playing = true;
        emptyTicks = 0;
        stepTicks = durations.ticks(first.payload(), 0, first.length());
        playTime = first.mediaTime + stepTicks;
        packet = window.takeFirst();
        return Step.FRAME;
    }

    private void choosePace(long excessNanos) {
        boolean tooSoon = ++steadySteps < STEPS_BETWEEN_CHANGES && excessNanos < URGENT_NANOS;
        pace = tooSoon ? Pace.STEADY : paceFor(excessNanos);
        wantedTicks = tooSoon ? 0 : wantedFor(excessNanos);
    }

    private static Pace paceFor(long excessNanos) {
        if (excessNanos < 0) {
            return Pace.SLOWER;
        }
        return excessNanos > COARSE_TOLERANCE_NANOS ? Pace.FASTER : Pace.STEADY;
    }

    private int wantedFor(long excessNanos) {
        long tolerated = Math.max(TOLERANCE_NANOS, target.targetNanos() / TOLERANCE_SHARE);
        if (excessNanos >= 0 && excessNanos <= tolerated) {
            return 0;
        }
        long remainder = Math.max(REMAINDER_NANOS, target.targetNanos() / REMAINDER_SHARE);
        long wanted = Math.min(BACKLOG_NANOS, Math.max(-BACKLOG_NANOS, remainder - excessNanos));
        return (int) MediaClock.toTicks(wanted, clockRate);
    }

    /** Passes time for which the first packet is too early. */
    private Step bridge(MediaPacket first, long gap, long nowNanos) {
        window.skipEmpty();
        if (window.skipMissing()) {
            playTime += stepTicks;
            boolean last = gap <= stepTicks + stepTicks / 2;
            packet = last ? first : null;
            return last ? Step.LOST_BEFORE_PACKET : Step.LOST;
        }
        // The sender paused. A delay above the target is best cut here, where nobody hears it.
        if (delayNanos(first, nowNanos) >= target.targetNanos()) {
            return play(first, nowNanos);
        }
        playTime += stepTicks;
        return Step.PAUSE;
    }

    private long delayNanos(MediaPacket waiting, long nowNanos) {
        return target.delayNanos(nowNanos, nanos(waiting.mediaTime));
    }

    private long nanos(long ticks) {
        return MediaClock.toNanos(ticks, clockRate);
    }

    /** The packet that the last step brought; valid until the next step. */
    public MediaPacket packet() {
        if (packet == null) {
            throw new IllegalStateException("The last step brought no packet");
        }
        return packet;
    }

    /** How long the last step lasts: as long as its frame or, without one, the frame before. */
    public long stepTicks() {
        return stepTicks;
    }

    /**
     * How fast the frame that the last step brought should be played by a sink that changes it by
     * up to 15 ms.
     */
    public Pace pace() {
        return pace;
    }

    /**
     * By how many ticks the frame that the last step brought should become longer or, negative,
     * shorter. More is wanted at once than a frame can change by; less than that is never too much.
     */
    public int wantedTicks() {
        return wantedTicks;
    }

    /** The frame that the last step brought was indeed played faster or slower. */
    public void onPaceChanged() {
        steadySteps = 0;
    }

    /** How long it takes, with nothing received yet, until a first packet is due. */
    public long idleNanos(long nowNanos) {
        if (window.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, target.targetNanos() - delayNanos(window.first(), nowNanos));
    }

    /** How long the fastest packets wait at present. */
    public long delayNanos(long nowNanos) {
        return playing ? Math.max(0, target.delayNanos(nowNanos, nanos(playTime))) : 0;
    }

    /**
     * Whether packets should wait for as long as a frame lasts beyond what the network demands, so
     * that the packet behind a missing one, which carries a copy of it, has come when it is due.
     */
    public void waitForCopies(boolean wait) {
        target.more(wait ? nanos(stepTicks) : 0);
    }

    /** How long they should wait. */
    public long targetNanos() {
        return target.targetNanos();
    }

    /** Packets that came too late, twice, from nowhere, or had to go to cut the delay. */
    public long discarded() {
        return window.discarded();
    }
}
