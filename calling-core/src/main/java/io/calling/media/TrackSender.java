package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.MediaClock;
import io.calling.rtp.RtpPacket;
import java.util.function.BooleanSupplier;

/**
 * What one track sends: packets, and again those that the peer asks for. Sound leaves at once;
 * pictures when the {@link TrackPacer} says so, and only then are they numbered across all tracks.
 * On the loop.
 */
final class TrackSender {
    /**
     * Whoever misses what was sent again knows it after a round trip, which may have become shorter
     * since it was measured.
     */
    private static final double REPEAT_PAUSE = 0.75;

    private static final int ROOM = AudioStream.ROOM;

    private final TransportClock clock;
    private final TrackBandwidth bandwidth;
    private final TrackPacer pacer;
    private final TrackOutput out;
    private final Network network;
    private final byte[] buffer = new byte[ROOM + PacketHistory.MAX_PACKET_BYTES + 2 * ROOM];
    private final PacketHistory history = new PacketHistory();
    private final RepairWriter repairs;
    private final Counter packets = new Counter();
    private final Counter retransmitted = new Counter();
    private final Counter refused = new Counter();
    private BooleanSupplier answers = () -> true;
    private TrackConfig config;
    private ExtensionWriter extension;
    private long payloadBytes;
    private long headerBytes;
    private long retransmittedBytes;
    private long frames;
    private long probeRepeats;
    private long paddings;
    private long nacks;
    private long pictureLosses;
    private long intraRequests;
    private int payloadType;
    private int overhead;
    private int clockRate;
    private boolean begun;
    private int lastTimestamp;
    private boolean keyFrame;
    private long lastSentNanos;
    private int waiting;
    private int waitingAsUsual;

    TrackSender(
            TrackConfig config,
            TransportClock clock,
            TrackBandwidth bandwidth,
            TrackPacer pacer,
            TrackOutput out,
            Network network) {
        this.config = config;
        this.clock = clock;
        this.bandwidth = bandwidth;
        this.pacer = pacer;
        this.out = out;
        this.network = network;
        this.extension = new ExtensionWriter(config, clock);
        this.clockRate = config.formats().get(0).clockRate();
        this.repairs = new RepairWriter(network);
    }

    void change(TrackConfig value) {
        config = value;
        extension = new ExtensionWriter(value, clock);
        forgetPackets(); // what is kept has the payload types and extensions of before
    }

    /** Neither what waits nor what has left is sent any more. */
    void forgetPackets() {
        history.clear();
        waiting = 0;
        waitingAsUsual = 0;
    }

    int ssrc() {
        return config.ssrc().value();
    }

    boolean send(
            int payloadType,
            boolean marker,
            int sequence,
            int timestamp,
            byte[] payload,
            int offset,
            int length) {
        TrackFormat format = config.format(payloadType);
        int header = RtpPacket.HEADER_BYTES + extension.length();
        int bytes = header + length;
        if (format == null
                || !config.sends()
                || bytes + RepairWriter.OSN_BYTES > PacketHistory.MAX_PACKET_BYTES
                || !history.isFresh(sequence)) {
            return false;
        }
        byte[] kept = history.open(sequence, bytes);
        RtpPacket.writeHeader(kept, 0, marker, payloadType, sequence, timestamp, ssrc());
        System.arraycopy(payload, offset, kept, header, length);
        noteFrame(format, timestamp, payload, offset, length);
        if (config.kind() == MediaKind.VIDEO) {
            waiting++;
            boolean first = keyFrame && waitingAsUsual == 0;
            waitingAsUsual += first ? 0 : 1;
            pacer.add(this, sequence, bytes, first);
        } else {
            leave(sequence);
            pacer.onSound(bytes);
        }
        return true;
    }

    private void noteFrame(
            TrackFormat format, int timestamp, byte[] payload, int offset, int length) {
        if (!begun || timestamp != lastTimestamp) {
            keyFrame = format.startsKeyFrame(payload, offset, length);
        }
        begun = true;
        clockRate = format.clockRate();
        lastTimestamp = timestamp;
        lastSentNanos = network.nanoTime();
    }

    /** How many packets wait for the pacer. */
    int waiting() {
        return waiting;
    }

    /** Lets a packet go that waited; none where nothing may be sent any more. */
    void leave(int sequence) {
        int length = history.waiting(sequence, buffer, ROOM);
        if (length == 0) {
            return;
        }
        if (!config.sends() || !answers.getAsBoolean()) {
            history.drop(sequence);
            return;
        }
        TrackFormat format = config.format(buffer[ROOM + 1] & 0x7F);
        extension.write(buffer, ROOM, network.nanoTime());
        int header = RtpPacket.HEADER_BYTES + extension.length();
        packets.add(1);
        payloadBytes += length - header;
        headerBytes += header;
        payloadType = buffer[ROOM + 1] & 0x7F;
        frames += buffer[ROOM + 1] < 0 ? 1 : 0;
        count(length);
        if (format != null && repairs(format)) {
            history.left(sequence);
            out.rtp(buffer, ROOM, length);
        } else {
            int sent = out.rtpOnce(buffer, ROOM, length);
            overhead = sent - length;
            history.leftAs(sequence, buffer, ROOM, sent);
        }
    }

    /** The pacer has let a packet go, or dropped it. */
    void noLongerWaiting(boolean asUsual) {
        waiting = Math.max(0, waiting - 1);
        waitingAsUsual = Math.max(0, waitingAsUsual - (asUsual ? 1 : 0));
    }

    private void count(int bytes) {
        bandwidth.onSent(config.kind(), bytes);
        if (extension.numbersTransport()) {
            bandwidth.onSent(clock.lastSequence(), bytes);
        }
    }

    /** Whether lost packets of the format are sent again in packets of their own (RFC 4588). */
    private boolean repairs(TrackFormat format) {
        return format.rtxPayloadType().isPresent() && config.rtxSsrc().isPresent();
    }

    /** Sends nothing again but while this says so. */
    void answersWhile(BooleanSupplier value) {
        answers = value;
    }

    /** Sends again {@code sequence} and those that the bits of {@code following} name. */
    void onNack(int sequence, int following, long roundTripNanos) {
        if (!answers.getAsBoolean()) {
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
        if (config.kind() == MediaKind.VIDEO) {
            history.willRepeat(sequence);
            if (!pacer.addRetransmission(this, sequence, bytes)) {
                history.repeated(sequence, network.nanoTime());
            }
        } else {
            leaveAgain(sequence);
        }
    }

    /** Sends once more what has left already. */
    void leaveAgain(int sequence) {
        history.repeated(sequence, network.nanoTime());
        if (!config.sends() || !answers.getAsBoolean()) {
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
            countRepair(length - overhead);
            out.repeat(buffer, ROOM, length);
        }
    }

    /** In a packet of its own; its length, or 0 where that is not possible. */
    private int repair(int sequence) {
        int length = history.plain(sequence, repairs.buffer(), ROOM);
        if (length == 0) {
            return 0;
        }
        TrackFormat format = config.format(repairs.payloadType());
        if (format == null || !repairs(format)) {
            return 0;
        }
        int sent = repairs.wrap(config, format, extension, length, network.nanoTime());
        count(sent);
        out.rtp(repairs.buffer(), ROOM, sent);
        return sent;
    }

    /** Whether {@link #pad} can send something. */
    boolean canPad() {
        return packets.get() > 0
                && extension.numbersTransport()
                && config.sends()
                && repairs(config.formats().get(0))
                && answers.getAsBoolean();
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
                repairs.padding(
                        config,
                        config.formats().get(0),
                        extension,
                        lastTimestamp,
                        network.nanoTime());
        paddings++;
        headerBytes += sent; // padding counts as header
        count(sent);
        out.rtp(repairs.buffer(), ROOM, sent);
        return sent;
    }

    private void countRepair(int plainBytes) {
        int header = RtpPacket.HEADER_BYTES + extension.length();
        headerBytes += header;
        retransmittedBytes += plainBytes - header;
    }

    /** A feedback message about lost packets came. */
    void countNacks() {
        nacks++;
    }

    /** A request for a key frame came, of one kind or the other. */
    void countKeyFrameRequest(boolean fullIntra) {
        if (fullIntra) {
            intraRequests++;
        } else {
            pictureLosses++;
        }
    }

    /** The media clock's time now, for a sender report. */
    int timestampAt(long nowNanos) {
        return lastTimestamp + (int) MediaClock.toTicks(nowNanos - lastSentNanos, clockRate);
    }

    long packets() {
        return packets.get();
    }

    long payloadBytes() {
        return payloadBytes;
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

    long headerBytes() {
        return headerBytes;
    }

    /** Packets that ended a frame. */
    long frames() {
        return frames;
    }

    long nacks() {
        return nacks;
    }

    long pictureLosses() {
        return pictureLosses;
    }

    long intraRequests() {
        return intraRequests;
    }

    /** The format that was sent last, or the first one of those that may be. */
    TrackFormat format() {
        TrackFormat last = packets.get() == 0 ? null : config.format(payloadType);
        return last == null ? config.formats().get(0) : last;
    }
}
