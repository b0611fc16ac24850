package io.calling.media;

import io.calling.stats.CodecStats;
import io.calling.stats.RtpStream;
import io.calling.stats.StatsReport;
import io.calling.stats.TransportStats;
import java.util.OptionalLong;

/**
 * How the entries about one stream and its counterpart are named: by our SSRC, which is random and
 * stays for the whole call.
 */
record StreamNames(MediaKind kind, int ssrc) {
    private static final long STEREO = 2;

    String inbound() {
        return name("inbound-rtp");
    }

    String outbound() {
        return name("outbound-rtp");
    }

    String remoteInbound() {
        return name("remote-inbound-rtp");
    }

    String remoteOutbound() {
        return name("remote-outbound-rtp");
    }

    String source() {
        return name("media-source");
    }

    private String name(String type) {
        return type + "-" + Integer.toUnsignedLong(ssrc);
    }

    String kindName() {
        return kind == MediaKind.AUDIO ? "audio" : "video";
    }

    /** A stream with that SSRC, whose format is added too. */
    RtpStream stream(
            StatsReport.Builder into, int ofSsrc, String encoding, int payloadType, int rate) {
        CodecStats codec =
                new CodecStats(
                        "codec-" + payloadType,
                        into.timestamp(),
                        payloadType,
                        TransportStats.ID,
                        kindName() + "/" + encoding,
                        rate,
                        kind == MediaKind.AUDIO && encoding.equals("opus")
                                ? OptionalLong.of(STEREO)
                                : OptionalLong.empty());
        into.add(codec);
        return new RtpStream(
                Integer.toUnsignedLong(ofSsrc), kindName(), TransportStats.ID, codec.id());
    }
}
