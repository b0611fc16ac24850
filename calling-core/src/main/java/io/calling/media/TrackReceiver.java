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
    private static final int OSN_BYTES = 2;

    private final Network network;
    private final LossTracker losses = new LossTracker();
    private final Counter received = new Counter();
    private final Counter lost = new Counter();
    private final Counter refused = new Counter();
    private RtpTrack.@Nullable Listener listener;
    private boolean ended;
    private TrackConfig config;
    private ReceptionStatistics statistics;
    private boolean known;
    private int ssrc;
    private long lastPacketNanos;
    private final KeyFrameWish keyFrame = new KeyFrameWish();
    private int lastReport;
    private long lastReportNanos;
    private long bytes;
    private long headerBytes;
    private long repairs;
    private long probes;
    private long repairBytes;
    private int payloadType;

    TrackReceiver(TrackConfig config, Network network) {
        this.config = config;
        this.network = network;
        this.statistics = new ReceptionStatistics(config.formats().get(0).clockRate());
    }

    void change(TrackConfig value) {
        config = value;
    }

    void listener(RtpTrack.Listener value) {
        listener = value;
        if (ended) {
            value.onEnd();
        }
    }

    /** Nothing comes any more; idempotent. */
    void end() {
        if (!ended) {
            ended = true;
            if (listener != null) {
                listener.onEnd();
            }
        }
    }

    void onPacket(RtpPacket packet) {
        if (!config.receives()) {
            refused.add(1);
            return;
        }
        TrackFormat format = config.format(packet.payloadType());
        if (format != null) {
            receive(packet, format);
            return;
        }
        TrackFormat repaired = config.repairedBy(packet.payloadType());
        if (repaired != null && known) {
            receiveRetransmission(packet, repaired);
        } else {
            refused.add(1);
        }
    }

    private void receive(RtpPacket packet, TrackFormat format) {
        long now = network.nanoTime();
        if (packet.ssrc() != ssrc && known && now - lastPacketNanos < SILENT_NANOS) {
            refused.add(1);
            return; // one source at a time: simulcast is not negotiated
        }
        if (!known || packet.ssrc() != ssrc) {
            begin(packet.ssrc(), format);
        }
        lastPacketNanos = now;
        payloadType = packet.payloadType();
        received.add(1);
        bytes += packet.payloadLength();
        headerBytes += packet.headerBytes();
        statistics.onPacket(packet.sequenceNumber(), packet.timestamp(), now);
        lost.set(statistics.lost());
        LossTracker.Arrival arrival = losses.onPacket(packet.sequenceNumber(), now);
        if (arrival == LossTracker.Arrival.AFTER_LONG_GAP && format.pictureLoss()) {
            keyFrame.want();
        }
        if (format.pictureLoss() && startsKeyFrame(packet, format)) {
            keyFrame.onBegun(now);
        }
        deliver(packet, packet.payloadType(), packet.sequenceNumber(), 0);
    }

    private static boolean startsKeyFrame(RtpPacket packet, TrackFormat format) {
        return format.startsKeyFrame(
                packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    private void begin(int source, TrackFormat format) {
        known = true;
        ssrc = source;
        losses.restart();
        statistics = new ReceptionStatistics(format.clockRate());
        // The frames before the handshake was done are gone: the picture begins with a key frame.
        keyFrame.restart();
        if (format.pictureLoss()) {
            keyFrame.want();
        }
    }

    /** RFC 4588, 4: the original sequence number stands in front of the payload. */
    private void receiveRetransmission(RtpPacket packet, TrackFormat format) {
        bytes += packet.payloadLength();
        headerBytes += packet.headerBytes();
        if (packet.payloadLength() <= OSN_BYTES) {
            probes++; // padding
            return;
        }
        byte[] buffer = packet.buffer();
        int at = packet.payloadOffset();
        int original = (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
        // A number that nobody waits for may be anything, and would shift what is taken for new.
        if (losses.isMissing(original)
                && losses.onPacket(original, network.nanoTime()) == LossTracker.Arrival.OLD) {
            received.add(1);
            repairs++;
            repairBytes += packet.payloadLength() - OSN_BYTES;
            deliver(packet, format.payloadType(), original, OSN_BYTES);
        } else {
            probes++;
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

    void onReceptionReport(ReceptionReport report) {
        if (listener != null) {
            listener.onReceptionReport(report);
        }
    }

    boolean wantsKeyFrame() {
        return keyFrame.isWanted();
    }

    /** Whether to ask for a key frame now; asked once, it is time again after a pause. */
    boolean takeKeyFrameWish(long nowNanos) {
        return keyFrame.take(nowNanos);
    }

    void wishForKeyFrame() {
        if (known) {
            keyFrame.want();
        }
    }

    /** One has come, so that none needs to be asked for. */
    void forgetKeyFrameWish() {
        keyFrame.onCame();
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

    /** Packets that came where none was agreed on, of no format, or of a second source. */
    long refused() {
        return refused.get();
    }

    /** Payload of all packets, repairs included; on the loop, as all that follows. */
    long bytes() {
        return bytes;
    }

    long headerBytes() {
        return headerBytes;
    }

    /** Packets of the repair source that nobody waited for: the peer finds out what fits. */
    long probes() {
        return probes;
    }

    /** Packets that came again, and were missing. */
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
