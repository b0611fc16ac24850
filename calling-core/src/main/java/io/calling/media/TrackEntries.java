package io.calling.media;

import io.calling.stats.InboundRtpStats;
import io.calling.stats.InboundRtpStats.Pictures;
import io.calling.stats.InboundRtpStats.Repairs;
import io.calling.stats.MediaSourceStats;
import io.calling.stats.OutboundRtpStats;
import io.calling.stats.RtpStream;
import io.calling.stats.StatsReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What one {@link BundledTrack} has counted, as entries of a report. On the loop. */
final class TrackEntries {
    private final BundledTrack track;
    private final TrackBandwidth bandwidth;
    private final Optional<Pictures> pictures;
    private final StreamNames names;

    /**
     * @param pictures what became of those that came, where we put them together
     */
    TrackEntries(BundledTrack track, TrackBandwidth bandwidth, Optional<Pictures> pictures) {
        this.track = track;
        this.bandwidth = bandwidth;
        this.pictures = pictures;
        this.names = new StreamNames(track.kind(), track.config().ssrc().value());
    }

    /**
     * @param frames that our source gave, where we ask one
     */
    void add(StatsReport.Builder into, OptionalLong frames) {
        frames.ifPresent(
                given ->
                        into.add(
                                new MediaSourceStats(
                                        names.source(),
                                        into.timestamp(),
                                        names.kindName(),
                                        names.kindName(),
                                        OptionalDouble.empty(),
                                        frames)));
        addOutbound(into, frames.isPresent());
        if (track.receiver().isHeard()) {
            addInbound(into);
        }
    }

    private Optional<String> mid() {
        return Optional.of(track.config().mid()).filter(mid -> !mid.isEmpty());
    }

    private RtpStream stream(StatsReport.Builder into, int ssrc, TrackFormat format) {
        return names.stream(
                into, ssrc, format.encoding(), format.payloadType(), format.clockRate());
    }

    private void addOutbound(StatsReport.Builder into, boolean hasSource) {
        TrackConfig config = track.config();
        TrackSender sender = track.sender();
        TrackRepairs again = sender.repairs();
        boolean reported = track.peers().hasReport();
        RtpStream ours = stream(into, config.ssrc().value(), sender.format());
        boolean repairs = sender.format().rtxPayloadType().isPresent();
        into.add(
                new OutboundRtpStats(
                        names.outbound(),
                        into.timestamp(),
                        ours,
                        mid(),
                        hasSource ? Optional.of(names.source()) : Optional.empty(),
                        reported ? Optional.of(names.remoteInbound()) : Optional.empty(),
                        config.sends(),
                        sender.packets() + again.retransmitted() + again.probes(),
                        sender.payloadBytes() + again.retransmittedBytes(),
                        sender.headerBytes(),
                        again.retransmitted() + again.probeRepeats(),
                        again.retransmittedBytes(),
                        repairs && config.rtxSsrc().isPresent()
                                ? OptionalLong.of(
                                        Integer.toUnsignedLong(config.rtxSsrc().get().value()))
                                : OptionalLong.empty(),
                        bandwidth.available(track),
                        config.kind() == MediaKind.VIDEO
                                ? OptionalLong.of(sender.frames())
                                : OptionalLong.empty(),
                        sender.nacks(),
                        sender.pictureLosses(),
                        sender.intraRequests()));
        if (reported) {
            track.peers()
                    .addRemoteInbound(
                            into,
                            names.remoteInbound(),
                            names.outbound(),
                            ours,
                            sender.format().clockRate());
        }
    }

    private void addInbound(StatsReport.Builder into) {
        TrackReceiver receiver = track.receiver();
        boolean reported = track.peers().hasSenderReport(receiver.ssrc());
        RtpStream theirs = stream(into, receiver.ssrc(), receiver.format());
        into.add(
                new InboundRtpStats(
                        names.inbound(),
                        into.timestamp(),
                        theirs,
                        mid(),
                        reported ? Optional.of(names.remoteOutbound()) : Optional.empty(),
                        receiver.received() + receiver.probes(),
                        receiver.lost(),
                        (double) receiver.statistics().jitterTicks()
                                / receiver.format().clockRate(),
                        receiver.bytes(),
                        receiver.headerBytes(),
                        0,
                        OptionalDouble.of(into.timestamp(receiver.lastPacketNanos())),
                        new Repairs(
                                track.nacks(),
                                track.keyFrameRequests(),
                                0,
                                receiver.repairs(),
                                receiver.repairBytes()),
                        Optional.empty(),
                        pictures));
        if (reported) {
            track.peers().addRemoteOutbound(into, names.remoteOutbound(), names.inbound(), theirs);
        }
    }
}
