package io.calling.rtp.payload;

import io.calling.rtp.RtpPacket;
import java.util.concurrent.TimeUnit;

/**
 * Makes frames of the packets of a video stream, in order, and only such as a decoder can use: it
 * begins with a key frame, and after a loss that nobody repaired in time it goes on with the next
 * one. Fixed in size, whatever the peer sends; time is an argument; one thread.
 */
public final class FrameAssembler {
    /** No larger frame is put together. */
    public static final int MAX_FRAME_BYTES = PacketStore.CAPACITY * PacketStore.MAX_PAYLOAD_BYTES;

    private static final int FIRST_FRAME_BYTES = 16 * 1024;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NONE = Long.MIN_VALUE;

    private final Depacketizer depacketizer;
    private final PacketStore store = new PacketStore();
    private byte[] frame = new byte[FIRST_FRAME_BYTES];
    private int length;
    private int timestamp;
    private boolean keyFrame;

    /** Whether the frame before {@link #next} was given, so that the next one can be decoded. */
    private boolean synchronised;

    private long next;
    private long interruptions;

    /** Frames of this format. */
    public FrameAssembler(Depacketizer depacketizer) {
        this.depacketizer = depacketizer;
    }

    /** Takes a packet, of the stream itself or a retransmission; it is copied. */
    public void insert(RtpPacket packet, long nowNanos) {
        insert(
                packet.sequenceNumber(),
                packet.timestamp(),
                packet.marker(),
                packet.buffer(),
                packet.payloadOffset(),
                packet.payloadLength(),
                nowNanos);
    }

    /** Takes a packet in parts; its payload is copied. */
    public void insert(
            int sequenceNumber,
            int timestamp,
            boolean marker,
            byte[] payload,
            int offset,
            int length,
            long nowNanos) {
        boolean isNew =
                store.add(sequenceNumber, timestamp, marker, payload, offset, length, nowNanos);
        if (isNew && synchronised && store.lowest() > next) {
            interrupt();
        }
    }

    /** Goes to the next frame. Whether it is complete. */
    public boolean next(long nowNanos) {
        if (!synchronised) {
            return nextKeyFrame();
        }
        long end = endOfFrame(next);
        if (end != NONE) {
            if (assemble(next, end)) {
                return true;
            }
            interrupt();
        } else if (isOverdue(nowNanos)) {
            interrupt();
        }
        return !synchronised && nextKeyFrame();
    }

    /** Something behind the missing packet has waited for too long. */
    private boolean isOverdue(long nowNanos) {
        for (long sequence = next; sequence <= store.highest(); sequence++) {
            if (store.has(sequence)) {
                return nowNanos - store.arrivalNanos(sequence) > PATIENCE_NANOS;
            }
        }
        return false;
    }

    private void interrupt() {
        synchronised = false;
        interruptions++;
    }

    private boolean nextKeyFrame() {
        for (long first = store.lowest(); first <= store.highest(); first++) {
            if (beginsFrame(first)) {
                long end = endOfFrame(first);
                if (end != NONE && beginWith(first, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A complete frame that is no key frame is of no use, now or later. */
    private boolean beginWith(long first, long end) {
        synchronised = assemble(first, end) && keyFrame;
        store.remove(synchronised ? store.lowest() : first, end);
        return synchronised;
    }

    private boolean beginsFrame(long sequence) {
        if (!store.has(sequence)) {
            return false;
        }
        boolean continues =
                store.has(sequence - 1)
                        && !store.marker(sequence - 1)
                        && store.timestamp(sequence - 1) == store.timestamp(sequence);
        return !continues
                && depacketizer.startsFrame(store.payload(sequence), 0, store.length(sequence));
    }

    /** The last packet of the frame that begins with this one, if all of it is here. */
    private long endOfFrame(long first) {
        for (long sequence = first; store.has(sequence); sequence++) {
            boolean ends =
                    store.marker(sequence)
                            || store.has(sequence + 1)
                                    && store.timestamp(sequence + 1) != store.timestamp(first);
            if (ends) {
                return sequence;
            }
        }
        return NONE;
    }

    private boolean assemble(long first, long last) {
        reserve(first, last);
        int written = 0;
        for (long sequence = first; sequence <= last; sequence++) {
            // Packets without payload are padding, which probes the bandwidth.
            if (store.length(sequence) > 0) {
                written =
                        depacketizer.append(
                                store.payload(sequence), 0, store.length(sequence), frame, written);
            }
            if (written == Depacketizer.REFUSED) {
                return false;
            }
        }
        length = written;
        timestamp = store.timestamp(first);
        keyFrame = depacketizer.isKeyFrame(frame, length);
        next = last + 1;
        return length > 0;
    }

    private void reserve(long first, long last) {
        int most = 0;
        for (long sequence = first; sequence <= last; sequence++) {
            // An aggregate of tiny units grows most: two bytes of length become a start code of
            // four.
            most += 2 * store.length(sequence) + 8;
        }
        if (most > frame.length) {
            frame = new byte[Math.max(most, Math.min(2 * frame.length, 2 * MAX_FRAME_BYTES))];
        }
    }

    /** The frame, from index 0; valid until the next call. */
    public byte[] frame() {
        return frame;
    }

    /** Length of the frame. */
    public int length() {
        return length;
    }

    /** Of the media clock. */
    public int timestamp() {
        return timestamp;
    }

    /** Whether a decoder can begin with it. */
    public boolean isKeyFrame() {
        return keyFrame;
    }

    /** Whether nothing can go on without a key frame: ask the peer for one. */
    public boolean needsKeyFrame() {
        return !synchronised;
    }

    /** How often frames were given up for lost. */
    public long interruptions() {
        return interruptions;
    }
}
