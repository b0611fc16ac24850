package io.calling;

import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.TrackBundle;
import io.calling.media.TrackConfig;
import io.calling.media.TrackExtensions;
import io.calling.media.TrackFormat;
import io.calling.media.TrackOutput;
import io.calling.rtp.Cname;
import io.calling.rtp.Ssrc;
import io.calling.sdp.Codec;
import io.calling.sdp.Direction;
import io.calling.sdp.HeaderExtension;
import io.calling.sdp.LocalTrack;
import io.calling.sdp.MediaCapability;
import io.calling.sdp.NegotiatedMedia;
import io.calling.sdp.Negotiation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The media of one session: what we can do, and the tracks that come of it. */
final class SessionMedia {
    private final Network network;
    private final Cname cname;
    private final Map<MediaKind, Sources> sources = new EnumMap<>(MediaKind.class);
    private final List<MediaCapability> capabilities = new ArrayList<>();

    /** Our SSRCs for one kind of media. */
    private record Sources(Ssrc primary, Ssrc repair) {}

    SessionMedia(Network network, Set<MediaKind> kinds) {
        this.network = network;
        this.cname = Cname.random(network);
        String stream = Cname.random(network).value();
        for (MediaKind kind : MediaKind.values()) {
            if (kinds.contains(kind)) {
                Sources own = new Sources(Ssrc.random(network), Ssrc.random(network));
                sources.put(kind, own);
                capabilities.add(capability(kind, stream, own));
            }
        }
    }

    private MediaCapability capability(MediaKind kind, String stream, Sources own) {
        LocalTrack track =
                new LocalTrack(
                        stream,
                        Cname.random(network).value(),
                        Integer.toUnsignedLong(own.primary().value()),
                        OptionalLong.of(Integer.toUnsignedLong(own.repair().value())),
                        cname.value());
        return switch (kind) {
            case AUDIO -> MediaCapability.audio(Direction.SENDRECV, Optional.of(track));
            case VIDEO -> MediaCapability.video(Direction.SENDRECV, Optional.of(track));
        };
    }

    List<MediaCapability> capabilities() {
        return List.copyOf(capabilities);
    }

    TrackBundle open(Negotiation agreed, TrackOutput out) {
        List<TrackConfig> configs = agreed.media().stream().map(this::config).toList();
        return new TrackBundle(configs, cname, out, network);
    }

    private TrackConfig config(NegotiatedMedia media) {
        MediaKind kind = media.kind().equals("video") ? MediaKind.VIDEO : MediaKind.AUDIO;
        Sources own = sources.computeIfAbsent(kind, k -> newSources());
        List<TrackFormat> formats =
                media.codecs().stream()
                        .filter(codec -> !codec.is("rtx"))
                        .map(codec -> format(media, codec))
                        .toList();
        return new TrackConfig(
                media.mid(),
                kind,
                own.primary(),
                Optional.of(own.repair()),
                cname,
                formats,
                extensions(media),
                media.direction().sends(),
                media.direction().receives(),
                media.remoteSsrcs().stream().map(Long::intValue).toList());
    }

    /** Feedback on arrivals is given where both asked for it, not for the extension alone. */
    private static TrackExtensions extensions(NegotiatedMedia media) {
        boolean feedback =
                media.codecs().stream().anyMatch(c -> c.feedback().contains("transport-cc"));
        return new TrackExtensions(
                id(media.extension(HeaderExtension.MID)),
                feedback
                        ? id(media.extension(HeaderExtension.TRANSPORT_WIDE_CC))
                        : OptionalInt.empty(),
                id(media.extension(HeaderExtension.ABS_SEND_TIME)));
    }

    private static OptionalInt id(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private Sources newSources() {
        return new Sources(Ssrc.random(network), Ssrc.random(network));
    }

    private static TrackFormat format(NegotiatedMedia media, Codec codec) {
        return new TrackFormat(
                codec.name(),
                codec.payloadType(),
                codec.clockRate(),
                media.retransmissionOf(codec)
                        .map(rtx -> OptionalInt.of(rtx.payloadType()))
                        .orElse(OptionalInt.empty()),
                codec.feedback().contains("nack"),
                codec.feedback().contains("nack pli"));
    }
}
