package io.calling.sdp;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What our side can do with one kind of media.
 *
 * @param kind {@code audio} or {@code video}
 * @param codecs in our order of preference, with the payload types of our offers
 * @param extensions with the identifiers of our offers
 * @param direction what we want to do
 * @param track what we send, if anything
 */
public record MediaCapability(
        String kind,
        List<Codec> codecs,
        List<HeaderExtension> extensions,
        Direction direction,
        Optional<LocalTrack> track) {

    private static final String ARRIVALS = "transport-cc";

    /** What we do answer and send; a promise of goog-remb would be an empty one. */
    private static final Set<String> VIDEO_FEEDBACK =
            Set.of("nack", "nack pli", "ccm fir", ARRIVALS);

    /** The same identifiers in each section, since one means one thing across a bundle. */
    private static final List<HeaderExtension> EXTENSIONS =
            List.of(
                    HeaderExtension.of(1, HeaderExtension.MID),
                    HeaderExtension.of(2, HeaderExtension.ABS_SEND_TIME),
                    HeaderExtension.of(3, HeaderExtension.TRANSPORT_WIDE_CC));

    /** Copies the lists. */
    public MediaCapability {
        codecs = List.copyOf(codecs);
        extensions = List.copyOf(extensions);
    }

    /** Whether the section is of this kind, and has a format that we can do. */
    boolean fits(MediaSection section) {
        return kind.equals(section.kind())
                && !CodecMatch.common(section.codecs(), codecs).isEmpty();
    }

    /** The same with what was negotiated before, and another direction. */
    MediaCapability as(NegotiatedMedia agreed) {
        return new MediaCapability(kind, agreed.codecs(), agreed.extensions(), direction, track);
    }

    /** Nothing: for a section that keeps its place only. */
    static MediaCapability none(String kind) {
        return new MediaCapability(
                kind, List.of(), List.of(), Direction.INACTIVE, Optional.empty());
    }

    /**
     * Opus at a constant bit rate without silence suppression, which would tell who speaks (L14),
     * and telephone events.
     */
    public static MediaCapability audio(Direction direction, Optional<LocalTrack> track) {
        return new MediaCapability(
                "audio",
                List.of(
                        Codec.of(111, "opus", 48_000, 2)
                                .withParameters("minptime=10;useinbandfec=1;cbr=1;usedtx=0")
                                .withFeedback(Set.of(ARRIVALS)),
                        // By the clock of the sound that they stand among (RFC 4733, 2.1), and by
                        // that of gateways, which know no other.
                        Codec.of(110, "telephone-event", 48_000, 1).withParameters("0-15"),
                        Codec.of(126, "telephone-event", 8_000, 1).withParameters("0-15")),
                EXTENSIONS,
                direction,
                track);
    }

    /** VP8 and H.264 with retransmission. */
    public static MediaCapability video(Direction direction, Optional<LocalTrack> track) {
        return new MediaCapability(
                "video",
                List.of(
                        video(96, "VP8", ""),
                        rtx(97, 96),
                        video(
                                102,
                                "H264",
                                "level-asymmetry-allowed=1;packetization-mode=1;"
                                        + "profile-level-id=42e01f"),
                        rtx(103, 102)),
                EXTENSIONS,
                direction,
                track);
    }

    private static Codec video(int payloadType, String name, String parameters) {
        return Codec.of(payloadType, name, 90_000, 1)
                .withParameters(parameters)
                .withFeedback(VIDEO_FEEDBACK);
    }

    private static Codec rtx(int payloadType, int repairs) {
        return Codec.of(payloadType, "rtx", 90_000, 1).withParameters("apt=" + repairs);
    }
}
