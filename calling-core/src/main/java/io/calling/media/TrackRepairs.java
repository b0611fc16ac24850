package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.RtpPacket;

/**
 * What one track sends again: packets that the peer asks for, and those that find out whether the
 * path carries more. On the loop.
 */
final class TrackRepairs {
    /**
     * Whoever misses what was sent again knows it after a round trip, which may have become shorter
     * since it was measured.
     */
    private static final double REPEAT_PAUSE = 0.75;

    private static final int ROOM = AudioStream.ROOM;

    private final TrackSender sender;
    private final PacketHistory history;
    private final TrackBandwidth bandwidth;
    private final TrackPacer pacer;
    private final TrackOutput out;
    private final Network network;
    private final RepairWriter writer;
    private final byte[] buffer;
    private final Counter retransmitted = new Counter();
    private final Counter refused = new Counter();
    private long retransmittedBytes;
    private long headerBytes;
    private long probeRepeats;
    private long paddings;

    /**
     * @param buffer for one packet, of the sender's
     */
    TrackRepairs(
            TrackSender sender,
            PacketHistory history,
            byte[] buffer,
            TrackBandwidth bandwidth,
            TrackPacer pacer,
            TrackOutput out,
            Network network) {
        this.sender = sender;
        this.history = history;
        this.buffer = buffer;
        this.bandwidth = bandwidth;
        this.pacer = pacer;
        this.out = out;
        this.network = network;
        this.writer = new RepairWriter(network);
    }

    /** Sends again {@code sequence} and those that the bits of {@code following} name. */
    void onNack(int sequence, int following, long roundTripNanos) {
        if (!sender.answers()) {
            return;
        }
        long pauseNanos = (long) (REPEAT_PAUSE * roundTripNanos);
        resend(sequence, pauseNanos);
        for (int bit = 0; bit < 16; bit++) {
            if ((following >>> bit & 1) != 0) {
                resend(sequence + bit + 1 & 0xFFFF, pauseNanos);
            }
        }
    }

    private void resend(int sequence, long pauseNanos) {
        if (!history.hasLeft(sequence)) {
            return;
        }
        int bytes = history.length(sequence);
        if (!history.mayRepeat(sequence, network.nanoTime(), pauseNanos)
                || !bandwidth.mayRepair(bytes)) {
            refused.add(1);
            return;
        }
        if (sender.config().kind() == MediaKind.VIDEO) {
            history.willRepeat(sequence);
            if (!pacer.addRetransmission(sender, sequence, bytes)) {
                history.repeated(sequence, network.nanoTime());
            }
        } else {
            leaveAgain(sequence);
        }
    }

    /** Sends once more what has left already. */
    void leaveAgain(int sequence) {
        history.repeated(sequence, network.nanoTime());
        if (!sender.maySend()) {
            return;
        }
        int sent = repair(sequence);
        if (sent > 0) {
            retransmitted.add(1);
            countRepair(sent);
            return;
        }
        int length = history.unchanged(sequence, buffer, ROOM);
        if (length > 0) {
            retransmitted.add(1);
            countRepair(length - sender.overhead());
            out.repeat(buffer, ROOM, length);
        }
    }

    /** In a packet of its own; its length, or 0 where that is not possible. */
    private int repair(int sequence) {
        int length = history.plain(sequence, writer.buffer(), ROOM);
        if (length == 0) {
            return 0;
        }
        TrackFormat format = sender.config().format(writer.payloadType());
        if (format == null || !sender.hasRepairs(format)) {
            return 0;
        }
        int sent =
                writer.wrap(
                        sender.config(), format, sender.extension(), length, network.nanoTime());
        sender.count(sent);
        out.rtp(writer.buffer(), ROOM, sent);
        return sent;
    }

    /** Whether {@link #pad} can send something. */
    boolean canPad() {
        return sender.packets() > 0
                && sender.extension().numbersTransport()
                && sender.hasRepairs(sender.config().formats().get(0))
                && sender.maySend();
    }

    /**
     * Sends about so many bytes that the peer does not need, to find out whether they get through:
     * packets that have left already, and where none of those is large enough, padding (RFC 4588).
     *
     * @return bytes sent; 0 where it cannot
     */
    int pad(int bytes) {
        if (!canPad()) {
            return 0;
        }
        int sequence = history.alike(bytes);
        if (sequence != PacketHistory.NONE
                && history.length(sequence) >= RepairWriter.PADDING_BYTES) {
            int repeated = repair(sequence);
            if (repeated > 0) {
                probeRepeats++;
                countRepair(repeated);
            }
            return repeated;
        }
        int sent =
                writer.padding(
                        sender.config(),
                        sender.config().formats().get(0),
                        sender.extension(),
                        sender.lastTimestamp(),
                        network.nanoTime());
        paddings++;
        headerBytes += sent; // padding counts as header
        sender.count(sent);
        out.rtp(writer.buffer(), ROOM, sent);
        return sent;
    }

    private void countRepair(int plainBytes) {
        int header = RtpPacket.HEADER_BYTES + sender.extension().length();
        headerBytes += header;
        retransmittedBytes += plainBytes - header;
    }

    long retransmitted() {
        return retransmitted.get();
    }

    /** Requests that were not fulfilled, of packets that are kept. */
    long refused() {
        return refused.get();
    }

    /** Packets that only asked whether they get through; on the loop, as all that follows. */
    long probes() {
        return probeRepeats + paddings;
    }

    /** Those of them that had left before. */
    long probeRepeats() {
        return probeRepeats;
    }

    /** Payload of retransmissions and of such probes. */
    long retransmittedBytes() {
        return retransmittedBytes;
    }

    /** Of all that it has sent; padding counts as header. */
    long headerBytes() {
        return headerBytes;
    }
}
