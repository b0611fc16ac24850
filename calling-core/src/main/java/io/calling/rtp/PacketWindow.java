package io.calling.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The packets that wait in a {@link JitterBuffer}, at their places by sequence number, and the
 * spare ones. Fixed in size.
 */
final class PacketWindow {
    /** How a received packet stands to the ones before it. */
    enum Relation {
        /** It has its place here. */
        CURRENT,
        /** Its time has passed. */
        LATE,
        /** It begins a new sequence; what waited is gone. */
        RESTART,
        /** It was here before, or is far from all others. */
        FOREIGN
    }

    static final int CAPACITY = 64;
    private static final int NONE = -1;

    private final @Nullable MediaPacket[] slots = new MediaPacket[CAPACITY];
    private final MediaPacket[] spares = new MediaPacket[CAPACITY + 1];
    private int spareCount = spares.length;
    private final long[] seen = new long[CAPACITY];
    private @Nullable MediaPacket taken;

    private boolean started;
    private boolean played;
    private int ssrc;
    private int size;
    private long nextSequence;
    private long lastMediaTime;
    private int suspect = NONE;
    private long discarded;

    PacketWindow() {
        for (int i = 0; i < spares.length; i++) {
            spares[i] = new MediaPacket();
        }
    }

    /** Remembers that a packet came which is nothing to play. */
    void note(MediaPacket packet) {
        long sequence = SequenceNumber.extend(packet.sequenceNumber(), nextSequence);
        long ahead = sequence - nextSequence;
        if (started && packet.ssrc() == ssrc && ahead >= 0 && ahead < CAPACITY) {
            seen[index(sequence)] = sequence;
        }
    }

    /** Passes over the next packet if it is nothing to play. Whether it is. */
    boolean skipOneEmpty() {
        int index = index(nextSequence);
        boolean empty = started && seen[index] == nextSequence && slots[index] == null;
        nextSequence += empty ? 1 : 0;
        return empty;
    }

    /** Passes over all packets in front that are nothing to play. */
    void skipEmpty() {
        while (skipOneEmpty()) {
            // The next one.
        }
    }

    /** Finds a packet's place, and counts it as discarded where it has none. */
    Relation classify(MediaPacket packet) {
        Relation relation = relate(packet);
        if (relation == Relation.RESTART) {
            restartAt(packet);
        }
        packet.sequence = SequenceNumber.extend(packet.sequenceNumber(), nextSequence);
        packet.mediaTime = lastMediaTime + (packet.timestamp() - (int) lastMediaTime);
        if (relation == Relation.LATE) {
            seen[index(packet.sequence)] = packet.sequence;
        }
        if (relation == Relation.LATE || relation == Relation.FOREIGN) {
            discarded++;
        }
        return relation;
    }

    private Relation relate(MediaPacket packet) {
        if (!started || packet.ssrc() != ssrc) {
            return Relation.RESTART;
        }
        long sequence = SequenceNumber.extend(packet.sequenceNumber(), nextSequence);
        long ahead = sequence - nextSequence;
        if (ahead >= CAPACITY && size == 0) {
            return Relation.RESTART;
        }
        if (ahead >= CAPACITY || ahead < -CAPACITY) {
            return suspect(packet.sequenceNumber());
        }
        if (isDuplicate(sequence)) {
            return Relation.FOREIGN;
        }
        return ahead < 0 && !extendsBackwards(ahead) ? Relation.LATE : Relation.CURRENT;
    }

    private boolean isDuplicate(long sequence) {
        MediaPacket waiting = slots[index(sequence)];
        return seen[index(sequence)] == sequence || waiting != null && waiting.sequence == sequence;
    }

    /** Two far packets in sequence are a new beginning; one is an accident (RFC 3550, A.1). */
    private Relation suspect(int sequenceNumber) {
        boolean again = sequenceNumber == suspect;
        suspect = SequenceNumber.next(sequenceNumber);
        return again ? Relation.RESTART : Relation.FOREIGN;
    }

    /** Before anything was played, a packet from before the first one still has its place. */
    private boolean extendsBackwards(long ahead) {
        if (played) {
            return false;
        }
        for (int i = 0; i < -ahead; i++) {
            if (slots[index(nextSequence + CAPACITY - 1 - i)] != null) {
                return false;
            }
        }
        nextSequence += ahead;
        return true;
    }

    private void restartAt(MediaPacket packet) {
        while (size > 0) {
            dropFirst();
        }
        played = played && started && packet.ssrc() == ssrc;
        started = true;
        suspect = NONE;
        ssrc = packet.ssrc();
        nextSequence = (long) packet.sequenceNumber() + SequenceNumber.MODULUS;
        lastMediaTime = packet.timestamp();
        Arrays.fill(seen, NONE);
    }

    /** Keeps a packet that has its place, and gives a spare one for it. */
    MediaPacket put(MediaPacket packet) {
        int index = index(packet.sequence);
        lastMediaTime = packet.mediaTime;
        seen[index] = packet.sequence;
        slots[index] = packet;
        size++;
        return spares[--spareCount];
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether a packet of this source was taken. */
    boolean hasPlayed() {
        return played;
    }

    /** The waiting packet with the lowest number; there is one. */
    MediaPacket first() {
        for (long sequence = nextSequence; ; sequence++) {
            MediaPacket packet = slots[index(sequence)];
            if (packet != null) {
                return packet;
            }
        }
    }

    /** Takes the first packet out until {@link #recycle()}. */
    MediaPacket takeFirst() {
        MediaPacket packet = removeFirst();
        taken = packet;
        played = true;
        return packet;
    }

    /** Throws the first packet away. */
    void dropFirst() {
        discarded++;
        spares[spareCount++] = removeFirst();
    }

    private MediaPacket removeFirst() {
        MediaPacket packet = first();
        slots[index(packet.sequence)] = null;
        nextSequence = packet.sequence + 1;
        size--;
        return packet;
    }

    /** Makes the packet that was taken a spare one. */
    void recycle() {
        if (taken != null) {
            spares[spareCount++] = taken;
            taken = null;
        }
    }

    /** Gives up the packet before the first one. Whether one was missing there. */
    boolean skipMissing() {
        if (slots[index(nextSequence)] != null) {
            return false;
        }
        nextSequence++;
        return true;
    }

    long discarded() {
        return discarded;
    }

    private static int index(long sequence) {
        return (int) (sequence & CAPACITY - 1);
    }
}
