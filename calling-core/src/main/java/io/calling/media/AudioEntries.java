package io.calling.media;

import io.calling.stats.InboundRtpStats;
import io.calling.stats.InboundRtpStats.Repairs;
import io.calling.stats.MediaSourceStats;
import io.calling.stats.OutboundRtpStats;
import io.calling.stats.RtpStream;
import io.calling.stats.StatsReport;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What one {@link AudioStream} has counted, as entries of a report. On the loop. */
final class AudioEntries {
    private static final String ENCODING = "opus";

    private final AudioStreamConfig config;
    private final AudioSender sender;
    private final AudioReceiver receiver;
    private final AudioReports reports;
    private final StreamNames names;

    AudioEntries(
            AudioStreamConfig config,
            AudioSender sender,
            AudioReceiver receiver,
            AudioReports reports) {
        this.config = config;
        this.sender = sender;
        this.receiver = receiver;
        this.reports = reports;
        this.names = new StreamNames(MediaKind.AUDIO, config.ssrc().value());
    }

    void add(StatsReport.Builder into) {
        addOutbound(into);
        if (receiver.remote().isHeard()) {
            addInbound(into);
        }
    }

    private RtpStream stream(StatsReport.Builder into, int ssrc) {
        return names.stream(into, ssrc, ENCODING, config.payloadType(), config.clockRate());
    }

    private void addOutbound(StatsReport.Builder into) {
        RtpStream ours = stream(into, config.ssrc().value());
        into.add(
                new MediaSourceStats(
                        names.source(),
                        into.timestamp(),
                        names.kindName(),
                        names.kindName(),
                        OptionalDouble.of(sender.soundNanos() / 1e9),
                        OptionalLong.empty()));
        into.add(
                new OutboundRtpStats(
                        names.outbound(),
                        into.timestamp(),
                        ours,
                        Optional.empty(),
                        Optional.of(names.source()),
                        reports.peers().hasReport()
                                ? Optional.of(names.remoteInbound())
                                : Optional.empty(),
                        true,
                        sender.packets(),
                        sender.bytes(),
                        sender.headerBytes(),
                        0,
                        0,
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        0,
                        0,
                        0));
        if (reports.peers().hasReport()) {
            reports.peers()
                    .addRemoteInbound(
                            into,
                            names.remoteInbound(),
                            names.outbound(),
                            ours,
                            config.clockRate());
        }
    }

    private void addInbound(StatsReport.Builder into) {
        RemoteSource remote = receiver.remote();
        RtpStream theirs = stream(into, remote.ssrc());
        boolean reported = reports.peers().hasSenderReport(remote.ssrc());
        into.add(
                new InboundRtpStats(
                        names.inbound(),
                        into.timestamp(),
                        theirs,
                        Optional.empty(),
                        reported ? Optional.of(names.remoteOutbound()) : Optional.empty(),
                        receiver.received(),
                        remote.lost(),
                        (double) remote.jitterTicks() / config.clockRate(),
                        receiver.bytes(),
                        receiver.headerBytes(),
                        receiver.discarded(),
                        OptionalDouble.of(into.timestamp(remote.lastPacketNanos())),
                        Repairs.NONE,
                        Optional.of(receiver.playout().snapshot()),
                        Optional.empty()));
        if (reported) {
            reports.peers()
                    .addRemoteOutbound(into, names.remoteOutbound(), names.inbound(), theirs);
        }
    }
}
