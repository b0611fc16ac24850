package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.MediaClock;
import io.calling.rtp.RtpPacket;
import java.util.function.BooleanSupplier;

/**
 * What one track sends. Sound leaves at once; pictures when the {@link TrackPacer} says so, and
 * only then are they numbered across all tracks. What is sent again is for {@link TrackRepairs}. On
 * the loop.
 */
final class TrackSender {
    private static final int ROOM = AudioStream.ROOM;

    private final TransportClock clock;
    private final TrackBandwidth bandwidth;
    private final TrackPacer pacer;
    private final TrackOutput out;
    private final Network network;
    private final byte[] buffer = new byte[ROOM + PacketHistory.MAX_PACKET_BYTES + 2 * ROOM];
    private final PacketHistory history = new PacketHistory();
    private final TrackRepairs repairs;
    private final Counter packets = new Counter();
    private BooleanSupplier answers = () -> true;
    private TrackConfig config;
    private ExtensionWriter extension;
    private long payloadBytes;
    private long headerBytes;
    private long frames;
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
        this.repairs = new TrackRepairs(this, history, buffer, bandwidth, pacer, out, network);
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
        if (!maySend()) {
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
        if (format != null && hasRepairs(format)) {
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

    /** A packet leaves, whatever it is. */
    void count(int bytes) {
        bandwidth.onSent(config.kind(), bytes);
        if (extension.numbersTransport()) {
            bandwidth.onSent(clock.lastSequence(), bytes);
        }
    }

    /** Whether lost packets of the format are sent again in packets of their own (RFC 4588). */
    boolean hasRepairs(TrackFormat format) {
        return format.rtxPayloadType().isPresent() && config.rtxSsrc().isPresent();
    }

    /** Sends nothing again but while this says so. */
    void answersWhile(BooleanSupplier value) {
        answers = value;
    }

    /** Whether anything may leave now. */
    boolean maySend() {
        return config.sends() && answers.getAsBoolean();
    }

    /** Whether requests for lost packets are answered. */
    boolean answers() {
        return answers.getAsBoolean();
    }

    /** What it sends again. */
    TrackRepairs repairs() {
        return repairs;
    }

    TrackConfig config() {
        return config;
    }

    ExtensionWriter extension() {
        return extension;
    }

    /** By how much encryption made the last packet longer that is kept encrypted. */
    int overhead() {
        return overhead;
    }

    int lastTimestamp() {
        return lastTimestamp;
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

    /** Of what it sends again too. */
    long headerBytes() {
        return headerBytes + repairs.headerBytes();
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
