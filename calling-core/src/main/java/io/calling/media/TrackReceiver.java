package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.ReceptionStatistics;
import io.calling.rtp.RtpPacket;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one track receives: one source of the peer's, and its retransmissions. On the loop. */
final class TrackReceiver {
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long KEY_FRAME_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int OSN_BYTES = 2;

    private final Network network;
    private final LossTracker losses = new LossTracker();
    private final Counter received = new Counter();
    private final Counter lost = new Counter();
    private RtpTrack.@Nullable Listener listener;
    private TrackConfig config;
    private ReceptionStatistics statistics;
    private boolean known;
    private int ssrc;
    private long lastPacketNanos;
    private boolean wantsKeyFrame;
    private long keyFrameAskedNanos;
    private int lastReport;
    private long lastReportNanos;
    private long bytes;
    private long headerBytes;
    private long repairs;
    private long repairBytes;
    private int payloadType;

    TrackReceiver(TrackConfig config, Network network) {
        this.config = config;
        this.network = network;
        this.statistics = new ReceptionStatistics(config.formats().get(0).clockRate());
        this.keyFrameAskedNanos = network.nanoTime() - KEY_FRAME_PAUSE_NANOS;
    }

    void change(TrackConfig value) {
        config = value;
    }

    void listener(RtpTrack.Listener value) {
        listener = value;
    }

    void onPacket(RtpPacket packet) {
        if (!config.receives()) {
            return;
        }
        TrackFormat format = config.format(packet.payloadType());
        if (format != null) {
            receive(packet, format);
            return;
        }
        TrackFormat repaired = config.repairedBy(packet.payloadType());
        if (repaired != null && packet.payloadLength() > OSN_BYTES) {
            receiveRetransmission(packet, repaired);
        }
    }

    private void receive(RtpPacket packet, TrackFormat format) {
        long now = network.nanoTime();
        if (packet.ssrc() != ssrc && known && now - lastPacketNanos < SILENT_NANOS) {
            return; // one source at a time: simulcast is not negotiated
        }
        if (!known || packet.ssrc() != ssrc) {
            begin(packet.ssrc(), format);
        }
        lastPacketNanos = now;
        payloadType = packet.payloadType();
        count(packet, packet.payloadLength());
        statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), now);
        lost.set(statistics.lost());
        LossTracker.Arrival arrival = losses.onPacket(packet.sequenceNumber(), now);
        if (arrival == LossTracker.Arrival.AFTER_LONG_GAP && format.pictureLoss()) {
            wantsKeyFrame = true;
        }
        deliver(packet, packet.payloadType(), packet.sequenceNumber(), 0);
    }

    private void count(RtpPacket packet, int payload) {
        received.add(1);
        bytes += payload;
        headerBytes += packet.headerBytes();
    }

    private void begin(int source, TrackFormat format) {
        known = true;
        ssrc = source;
        statistics = new ReceptionStatistics(format.clockRate());
        // The frames before the handshake was done are gone: the picture begins with a key frame.
        wantsKeyFrame = format.pictureLoss();
    }

    /** RFC 4588, 4: the original sequence number stands in front of the payload. */
    private void receiveRetransmission(RtpPacket packet, TrackFormat format) {
        if (!known) {
            return;
        }
        byte[] buffer = packet.buffer();
        int at = packet.payloadOffset();
        int original = (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
        // A number that nobody waits for may be anything, and would shift what is taken for new.
        if (losses.isMissing(original)
                && losses.onPacket(original, network.nanoTime()) == LossTracker.Arrival.OLD) {
            int payload = packet.payloadLength() - OSN_BYTES;
            count(packet, payload);
            repairs++;
            repairBytes += payload;
            deliver(packet, format.payloadType(), original, OSN_BYTES);
        }
    }

    private void deliver(RtpPacket packet, int payloadType, int sequence, int skip) {
        if (listener != null) {
            listener.onPacket(
                    payloadType,
                    packet.marker(),
                    sequence,
                    packet.timestamp(),
                    packet.buffer(),
                    packet.payloadOffset() + skip,
                    packet.payloadLength() - skip);
        }
    }

    void onSenderReport(int ntpMiddle, long nowNanos) {
        lastReport = ntpMiddle;
        lastReportNanos = nowNanos;
    }

    void onKeyFrameRequest() {
        if (listener != null) {
            listener.onKeyFrameRequest();
        }
    }

    void onTargetBitrate(long bitsPerSecond) {
        if (listener != null) {
            listener.onTargetBitrate(bitsPerSecond);
        }
    }

    boolean wantsKeyFrame() {
        return wantsKeyFrame;
    }

    /** Whether to ask for a key frame now; asked once, it is time again after a pause. */
    boolean takeKeyFrameWish(long nowNanos) {
        if (!wantsKeyFrame || nowNanos - keyFrameAskedNanos < KEY_FRAME_PAUSE_NANOS) {
            return false;
        }
        wantsKeyFrame = false;
        keyFrameAskedNanos = nowNanos;
        return true;
    }

    void wishForKeyFrame() {
        wantsKeyFrame = known;
    }

    /** One has come, so that none needs to be asked for. */
    void forgetKeyFrameWish() {
        wantsKeyFrame = false;
    }

    LossTracker losses() {
        return losses;
    }

    boolean isHeard() {
        return known && statistics.hasStarted();
    }

    int ssrc() {
        return ssrc;
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    /** Middle bits of the source's last sender report, 0 if none came. */
    int lastReport() {
        return lastReport;
    }

    long sinceLastReportNanos(long nowNanos) {
        return lastReport == 0 ? 0 : nowNanos - lastReportNanos;
    }

    long received() {
        return received.get();
    }

    long lost() {
        return lost.get();
    }

    /** Payload of all packets, repairs included; on the loop, as all that follows. */
    long bytes() {
        return bytes;
    }

    long headerBytes() {
        return headerBytes;
    }

    /** Packets that came again. */
    long repairs() {
        return repairs;
    }

    long repairBytes() {
        return repairBytes;
    }

    long lastPacketNanos() {
        return lastPacketNanos;
    }

    /** The format that came last; once it is heard. */
    TrackFormat format() {
        TrackFormat last = config.format(payloadType);
        return last == null ? config.formats().get(0) : last;
    }
}
