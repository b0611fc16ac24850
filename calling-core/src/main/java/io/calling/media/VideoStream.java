package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Cname;
import io.calling.rtp.Counter;
import io.calling.rtp.NtpClock;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.Ssrc;
import io.calling.stats.InboundRtpStats.Pictures;
import io.calling.stats.StatsReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The video of one call over RTP, which may begin and end several times: a source whose frames
 * leave at its pace, and a sink that gets the peer's frames whole. What is lost is asked for and
 * sent again (RFC 4585, RFC 4588).
 *
 * <p>Source and sink run on the media executor; all methods but {@link #statistics()} and {@link
 * #silence()} are called on the network's loop. Nothing leaves and nothing is shown but between
 * {@link #start} and {@link #stop()}.
 */
public final class VideoStream implements PacketInput {
    private static final int VP8 = 96;
    private static final int VP8_REPAIR = 97;
    private static final int H264 = 98;
    private static final int H264_REPAIR = 99;

    private final Ssrc ssrc;
    private final Ssrc repairSsrc;
    private final Cname cname;
    private final Network network;
    private final Executor mediaExecutor;
    private final BooleanSupplier silenced;
    private final TrackBundle bundle;
    private final BundledTrack track;
    private final VideoOutlet outlet;
    private final Counter framesSent = new Counter();
    private final Counter framesReceived = new Counter();
    private final Counter framesShown = new Counter();
    private final Counter framesLeftOut = new Counter();
    private Remote remote = new Remote(0, 0, List.of());
    private volatile @Nullable VideoSender sender;
    private volatile @Nullable VideoReceiver receiver;
    private boolean running;

    /**
     * What the peer told.
     *
     * @param ssrc names its packets
     * @param repairSsrc names its retransmissions
     * @param formats that it takes, best first
     */
    public record Remote(int ssrc, int repairSsrc, List<VideoFormat> formats) {
        /** Copies the list. */
        public Remote {
            formats = List.copyOf(formats);
        }
    }

    /**
     * Video that has not begun.
     *
     * @param ssrc names our packets
     * @param repairSsrc names our retransmissions
     * @param cname of the call
     * @param clock of the reports of all the call's streams
     * @param out takes plain packets, to encrypt and send
     * @param mediaExecutor runs source and sink; at most one task of each waits in it at a time
     * @param silenced whether nothing may be captured, sent or shown just now, whatever begins;
     *     asked on any thread
     */
    public VideoStream(
            Ssrc ssrc,
            Ssrc repairSsrc,
            Cname cname,
            NtpClock clock,
            TrackOutput out,
            Network network,
            Executor mediaExecutor,
            BooleanSupplier silenced) {
        this.silenced = silenced;
        this.ssrc = ssrc;
        this.repairSsrc = repairSsrc;
        this.cname = cname;
        this.network = network;
        this.mediaExecutor = mediaExecutor;
        this.bundle = new TrackBundle(List.of(config()), cname, clock, out, network);
        this.track = bundle.only();
        this.outlet = new VideoOutlet(track, network);
        track.onPackets(new FromTrack());
        track.sender().answersWhile(this::isSending);
    }

    private TrackConfig config() {
        return new TrackConfig(
                "",
                MediaKind.VIDEO,
                ssrc,
                Optional.of(repairSsrc),
                cname,
                List.of(track("VP8", VP8, VP8_REPAIR), track("H264", H264, H264_REPAIR)),
                TrackExtensions.NONE,
                true,
                true,
                List.of(remote.ssrc(), remote.repairSsrc()));
    }

    private static TrackFormat track(String encoding, int payloadType, int repair) {
        return new TrackFormat(
                encoding, payloadType, VideoOutlet.CLOCK_RATE, OptionalInt.of(repair), true, true);
    }

    static int payloadType(VideoFormat format) {
        return switch (format) {
            case VP8 -> VP8;
            case H264 -> H264;
        };
    }

    static @Nullable VideoFormat format(int payloadType) {
        return switch (payloadType) {
            case VP8 -> VideoFormat.VP8;
            case H264 -> VideoFormat.H264;
            default -> null;
        };
    }

    /**
     * Captures, sends and shows from now on. Nothing is captured where source and peer have no
     * format in common.
     *
     * @param sends whether it sends already, as by {@link #send}
     * @param shows whether it shows already, as by {@link #show}
     */
    public void start(VideoMedia media, Remote told, boolean sends, boolean shows) {
        if (running) {
            throw new IllegalStateException("the video has begun already");
        }
        running = true;
        remote = told;
        bundle.change(List.of(config()));
        receiver = media.sink().map(sink -> receiver(sink, media.formats(), shows)).orElse(null);
        sender =
                media.source()
                        .map(source -> sender(source, media, told.formats(), sends))
                        .orElse(null);
        bundle.start();
        VideoSender begun = sender;
        if (begun != null) {
            begun.start();
        }
    }

    private VideoReceiver receiver(VideoSink sink, List<VideoFormat> formats, boolean shows) {
        return new VideoReceiver(
                sink,
                formats,
                track,
                framesReceived,
                framesShown,
                framesLeftOut,
                shows,
                network,
                mediaExecutor,
                silenced);
    }

    private VideoSender sender(
            VideoSource source, VideoMedia media, List<VideoFormat> theirs, boolean sends) {
        List<VideoFormat> ours = media.sourceFormats();
        Optional<VideoFormat> common = theirs.stream().filter(ours::contains).findFirst();
        VideoFormat format = common.orElse(ours.get(0));
        VideoSender made =
                new VideoSender(
                        source,
                        media.intervalNanos(),
                        format,
                        outlet,
                        framesSent,
                        sends,
                        network,
                        mediaExecutor,
                        silenced);
        if (common.isEmpty()) {
            made.stop();
        }
        return made;
    }

    /** Sends, or sends nothing and lets the source rest. */
    public void send(boolean on) {
        VideoSender current = sender;
        if (current != null) {
            current.open(on);
        }
    }

    /** Shows what comes, or drops it. */
    public void show(boolean on) {
        VideoReceiver current = receiver;
        if (current != null) {
            current.open(on);
        }
    }

    /** Nothing more is captured, sent or shown of what began; from any thread, at once. */
    public void silence() {
        VideoSender sending = sender;
        if (sending != null) {
            sending.silence();
        }
        VideoReceiver showing = receiver;
        if (showing != null) {
            showing.silence();
        }
    }

    /** Ends what began, and closes source and sink on the media executor. Idempotent. */
    public void stop() {
        if (!running) {
            return;
        }
        running = false;
        bundle.pause();
        VideoSender ending = sender;
        if (ending != null) {
            ending.stop();
        }
        VideoReceiver shown = receiver;
        if (shown != null) {
            shown.stop();
        }
        sender = null;
        receiver = null;
    }

    /** Whether the peer has named a source of its pictures so. */
    boolean isRemote(int other) {
        return other == remote.ssrc() || other == remote.repairSsrc();
    }

    /** Whether we send pictures under that name. */
    boolean isLocal(int other) {
        return other == ssrc.value() || other == repairSsrc.value();
    }

    /** Takes what an RTCP packet says of it. */
    RtcpHandler reports() {
        return bundle.reports();
    }

    /** While nothing is sent, nothing is sent again either. */
    private boolean isSending() {
        VideoSender current = sender;
        return current != null && !current.isSilent();
    }

    boolean isRunning() {
        return running;
    }

    @Override
    public void onRtp(byte[] buffer, int offset, int length) {
        if (running) {
            bundle.onRtp(buffer, offset, length);
        }
    }

    @Override
    public void onRtcp(byte[] buffer, int offset, int length) {
        if (running) {
            bundle.onRtcp(buffer, offset, length);
        }
    }

    /** Adds what it has counted, and what the peer has reported, to a report; on the loop. */
    public void stats(StatsReport.Builder into) {
        Pictures pictures =
                new Pictures(framesReceived.get(), framesShown.get(), framesLeftOut.get());
        bundle.stats(into, pictures, framesSent.get());
    }

    /** Bits per second that may be sent, as far as the peer has told; on the loop. */
    public OptionalDouble availableBitrate() {
        return bundle.availableBitrate();
    }

    /** A snapshot, from any thread. */
    public VideoStatistics statistics() {
        return new VideoStatistics(
                track.statistics(), framesSent.get(), framesShown.get(), framesLeftOut.get());
    }

    /** Says BYE where there is video, and stops for good. Idempotent. */
    @Override
    public void close() {
        boolean was = running;
        if (was) {
            bundle.close();
        }
        stop();
    }

    private final class FromTrack implements RtpTrack.Listener {
        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {
            VideoReceiver current = receiver;
            if (current != null) {
                current.onPacket(
                        payloadType, marker, sequenceNumber, timestamp, buffer, offset, length);
            }
        }

        @Override
        public void onKeyFrameRequest() {
            VideoSender current = sender;
            if (current != null) {
                current.onKeyFrameRequest();
            }
        }
    }
}
