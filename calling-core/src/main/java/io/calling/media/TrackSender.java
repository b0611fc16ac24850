package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.MediaClock;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.SequenceNumber;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What one track sends: packets, and again those that the peer asks for. On the loop. */
final class TrackSender {
    /** Between two answers to the same request: shorter than any round trip by relay. */
    private static final long RESEND_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

    private static final int ROOM = AudioStream.ROOM;
    private static final int OSN_BYTES = 2;

    private final TransportClock clock;
    private final TrackBandwidth bandwidth;
    private final TrackOutput out;
    private final Network network;
    private final byte[] buffer = new byte[ROOM + PacketHistory.MAX_PACKET_BYTES + 2 * ROOM];
    private final byte[] repair = new byte[ROOM + PacketHistory.MAX_PACKET_BYTES + 2 * ROOM];
    private final PacketHistory history = new PacketHistory();
    private final Counter packets = new Counter();
    private final Counter retransmitted = new Counter();
    private BooleanSupplier answers = () -> true;
    private TrackConfig config;
    private ExtensionWriter extension;
    private long payloadBytes;
    private long headerBytes;
    private long retransmittedBytes;
    private long frames;
    private long nacks;
    private long pictureLosses;
    private long intraRequests;
    private int payloadType;
    private int overhead;
    private int clockRate;
    private int lastTimestamp;
    private long lastSentNanos;
    private int rtxSequence;

    TrackSender(
            TrackConfig config,
            TransportClock clock,
            TrackBandwidth bandwidth,
            TrackOutput out,
            Network network) {
        this.config = config;
        this.clock = clock;
        this.bandwidth = bandwidth;
        this.out = out;
        this.network = network;
        this.extension = new ExtensionWriter(config, clock);
        this.clockRate = config.formats().get(0).clockRate();
        byte[] random = new byte[2];
        network.randomBytes(random);
        // In the lower half, so that a receiver that misses the first ones sees no wrap.
        this.rtxSequence = (random[0] & 0x7F) << 8 | random[1] & 0xFF;
    }

    void change(TrackConfig value) {
        config = value;
        extension = new ExtensionWriter(value, clock);
        history.clear(); // what is kept has the payload types and extensions of before
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
        if (format == null
                || !config.sends()
                || header + length + OSN_BYTES > PacketHistory.MAX_PACKET_BYTES
                || !history.isFresh(sequence)) {
            return false;
        }
        System.arraycopy(payload, offset, buffer, ROOM + header, length);
        writeHeader(buffer, marker, payloadType, sequence, timestamp, config.ssrc().value());
        clockRate = format.clockRate();
        lastTimestamp = timestamp;
        lastSentNanos = network.nanoTime();
        packets.add(1);
        payloadBytes += length;
        headerBytes += header;
        this.payloadType = payloadType;
        if (marker) {
            frames++;
        }
        count(header + length);
        if (repairs(format)) {
            history.add(sequence, buffer, ROOM, header + length);
            out.rtp(buffer, ROOM, header + length);
        } else {
            int sent = out.rtpOnce(buffer, ROOM, header + length);
            overhead = sent - header - length;
            history.add(sequence, buffer, ROOM, sent);
        }
        return true;
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

    private void writeHeader(
            byte[] to, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        RtpPacket.writeHeader(to, ROOM, marker, payloadType, sequence, timestamp, ssrc);
        extension.write(to, ROOM, network.nanoTime());
    }

    /** Sends nothing again but while this says so. */
    void answersWhile(BooleanSupplier value) {
        answers = value;
    }

    /** Sends again {@code sequence} and those that the bits of {@code following} name. */
    void onNack(int sequence, int following) {
        if (!answers.getAsBoolean()) {
            return;
        }
        resend(sequence);
        for (int bit = 0; bit < 16; bit++) {
            if ((following >>> bit & 1) != 0) {
                resend(sequence + bit + 1 & 0xFFFF);
            }
        }
    }

    private void resend(int sequence) {
        int length = history.take(sequence, repair, ROOM, network.nanoTime(), RESEND_PAUSE_NANOS);
        if (length == 0) {
            return;
        }
        retransmitted.add(1);
        TrackFormat format = config.format(repair[ROOM + 1] & 0x7F);
        if (format != null && repairs(format)) {
            int sent = asRetransmission(format.rtxPayloadType().getAsInt(), length);
            countRepair(sent);
            count(sent);
            out.rtp(repair, ROOM, sent);
        } else {
            countRepair(length - overhead);
            out.repeat(repair, ROOM, length);
        }
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

    /** RFC 4588, 4: the original sequence number goes in front of the payload. */
    private int asRetransmission(int payloadType, int length) {
        int header = RtpPacket.HEADER_BYTES + extension.length();
        int payload = ROOM + header;
        System.arraycopy(repair, payload, repair, payload + OSN_BYTES, length - header);
        repair[payload] = repair[ROOM + 2];
        repair[payload + 1] = repair[ROOM + 3];
        boolean marker = repair[ROOM + 1] < 0;
        int timestamp =
                repair[ROOM + 4] << 24
                        | (repair[ROOM + 5] & 0xFF) << 16
                        | (repair[ROOM + 6] & 0xFF) << 8
                        | repair[ROOM + 7] & 0xFF;
        int ssrc = config.rtxSsrc().orElseThrow().value();
        writeHeader(repair, marker, payloadType, rtxSequence, timestamp, ssrc);
        rtxSequence = SequenceNumber.next(rtxSequence);
        return length + OSN_BYTES;
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

    /** Payload of retransmissions; on the loop, as all that follows. */
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
