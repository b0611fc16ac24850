package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.congestion.PacketPacer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pictures of one transport leave no faster than {@link TrackBandwidth} says, so that the
 * packets of a large frame don't stand in the queue of the path with sound behind them. Sound never
 * waits, and what it takes is left to it. While a probe runs, repairs and padding leave between
 * them.
 *
 * <p>What waits is in the history of its {@link TrackSender}; here are only its numbers. A
 * transport without pictures has no queue and never sets its alarm. On the loop; allocates nothing
 * per packet.
 */
final class TrackPacer {
    /** Of one track; beyond it packets leave before their time. Less than a history holds. */
    static final int MOST_WAITING = 400;

    private static final int CAPACITY = 1_024;

    /** Between two timers: what may leave in between leaves at once. */
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The packets of a probe need their distances. */
    private static final long PROBE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int SEQUENCE_BITS = 16;
    private static final int SEQUENCE_MASK = 0xFFFF;
    private static final long SSRC_MASK = 0xFFFF_FFFFL;
    private static final long REPAIR = 1L << 48;
    private static final long FIRST = 1L << 49;

    private final List<BundledTrack> tracks;
    private final TrackBandwidth bandwidth;
    private final Network network;
    private final Network.Alarm alarm;
    private @Nullable PacketPacer queue;
    private boolean alarmed;
    private boolean closed;

    TrackPacer(List<BundledTrack> tracks, TrackBandwidth bandwidth, Network network) {
        this.tracks = tracks;
        this.bandwidth = bandwidth;
        this.network = network;
        this.alarm = network.alarm(this::onTimer);
    }

    private PacketPacer queue() {
        PacketPacer made = queue;
        if (made == null) {
            made = new PacketPacer(CAPACITY, bandwidth.pacingBitsPerSecond());
            queue = made;
        }
        return made;
    }

    /** A packet of sound left. */
    void onSound(int bytes) {
        if (queue != null) {
            queue.onAudio(bytes, network.nanoTime());
        }
    }

    /**
     * A packet waits from now on.
     *
     * @param first whether it is of a key frame, and goes before the pictures of other tracks
     */
    void add(TrackSender sender, int sequence, int bytes, boolean first) {
        PacketPacer into = queue();
        bandwidth.onPicture(bytes, sender.repairs().canPad());
        long handle = handle(sender, sequence) | (first ? FIRST : 0);
        while (sender.waiting() > MOST_WAITING && !into.isEmpty()) {
            leave(into.pollAnyway(network.nanoTime()));
        }
        while (!add(into, handle, bytes, first)) {
            leave(into.pollAnyway(network.nanoTime()));
        }
        run(into);
    }

    private static boolean add(PacketPacer into, long handle, int bytes, boolean first) {
        return first ? into.addKeyFrame(handle, bytes) : into.addMedia(handle, bytes);
    }

    /** A packet is to leave again. Whether there is room. */
    boolean addRetransmission(TrackSender sender, int sequence, int bytes) {
        PacketPacer into = queue();
        boolean added = into.addRetransmission(handle(sender, sequence) | REPAIR, bytes);
        run(into);
        return added;
    }

    private static long handle(TrackSender sender, int sequence) {
        return (sender.ssrc() & SSRC_MASK) << SEQUENCE_BITS | sequence;
    }

    private void onTimer() {
        alarmed = false;
        if (queue != null && !closed) {
            run(queue);
        }
    }

    private void run(PacketPacer from) {
        long now = network.nanoTime();
        from.rate(bandwidth.pacingBitsPerSecond());
        for (long next = from.poll(now); next != PacketPacer.NOTHING; next = from.poll(now)) {
            leave(next);
            from.rate(bandwidth.pacingBitsPerSecond()); // a probe may have begun
        }
        if (closed) {
            return; // by what was sent, as the first packet of a call may tell somebody
        }
        boolean pads = pad(from, now);
        long due = pads ? from.freeAt(now) : from.nextNanos(now);
        if (!alarmed && due != PacketPacer.NEVER) {
            long step = bandwidth.wantsPadding() ? PROBE_STEP_NANOS : STEP_NANOS;
            alarmed = true;
            alarm.set(Math.max(step, due - now));
        }
    }

    /** Goes on with a probe where no media waits. Whether there will be more to send for it. */
    private boolean pad(PacketPacer from, long now) {
        while (from.isEmpty() && bandwidth.wantsPadding()) {
            TrackSender sender = padding();
            if (sender == null) {
                return false;
            }
            if (from.freeAt(now) - now > 0) {
                return true;
            }
            int sent = sender.repairs().pad(bandwidth.paddingBytes());
            if (sent == 0) {
                return false;
            }
            from.onUnqueued(sent, now);
        }
        return false;
    }

    private @Nullable TrackSender padding() {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).kind() == MediaKind.VIDEO
                    && tracks.get(i).sender().repairs().canPad()) {
                return tracks.get(i).sender();
            }
        }
        return null;
    }

    private void leave(long handle) {
        TrackSender sender = sender((int) (handle >>> SEQUENCE_BITS));
        if (handle == PacketPacer.NOTHING || sender == null) {
            return;
        }
        int sequence = (int) handle & SEQUENCE_MASK;
        if ((handle & REPAIR) != 0) {
            sender.repairs().leaveAgain(sequence);
        } else {
            sender.noLongerWaiting((handle & FIRST) == 0);
            sender.leave(sequence);
        }
    }

    private @Nullable TrackSender sender(int ssrc) {
        for (int i = 0; i < tracks.size(); i++) {
            TrackSender sender = tracks.get(i).sender();
            if (sender.ssrc() == ssrc) {
                return sender;
            }
        }
        return null;
    }

    /** What waits leaves now: what holds for it is about to change. */
    void flush() {
        while (queue != null && !queue.isEmpty()) {
            leave(queue.pollAnyway(network.nanoTime()));
        }
    }

    /** What waits does not leave. */
    void clear() {
        if (queue != null) {
            queue.clear();
        }
        alarm.cancel();
        alarmed = false;
        for (int i = 0; i < tracks.size(); i++) {
            tracks.get(i).sender().forgetPackets();
        }
    }

    /** For good. */
    void close() {
        closed = true;
        clear();
    }
}
