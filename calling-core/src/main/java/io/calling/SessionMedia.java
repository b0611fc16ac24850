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
import io.calling.sdp.AddedSection;
import io.calling.sdp.Codec;
import io.calling.sdp.Direction;
import io.calling.sdp.HeaderExtension;
import io.calling.sdp.LocalTrack;
import io.calling.sdp.MediaCapability;
import io.calling.sdp.MediaSection;
import io.calling.sdp.NegotiatedMedia;
import io.calling.sdp.Negotiation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The media of one session: what we can do, one source of ours for each section, and the tracks
 * that come of it. Guarded by itself.
 */
final class SessionMedia {
    /** Sections beyond this are refused, so that an offer cannot cost more than this. */
    private static final int MAX_SECTIONS = 16;

    private final Network network;

    /** What the first offer offers. */
    private final Set<MediaKind> first;

    /** What is accepted where it is offered. */
    private final Set<MediaKind> kinds;

    private final Cname cname;
    private final String stream;
    private final List<MediaKind> wanted = new ArrayList<>();

    /** How many of those the offer has that waits for its answer. */
    private int addedByOffer;

    /** Whether the first offer, whoever made it, has its answer. */
    private boolean answered;

    private final Map<String, Sources> sources = new HashMap<>();
    private final Map<MediaKind, Direction> directions = new EnumMap<>(MediaKind.class);

    /** Our SSRCs for one section, and the name of its track. */
    private record Sources(Ssrc primary, Ssrc repair, String track) {}

    SessionMedia(Network network, Set<MediaKind> kinds) {
        this.network = network;
        this.first = Set.copyOf(kinds);
        this.kinds = EnumSet.noneOf(MediaKind.class);
        this.kinds.addAll(kinds);
        this.cname = Cname.random(network);
        this.stream = Cname.random(network).value();
    }

    /** Another section of that kind is offered the next time; the peer may offer some too. */
    synchronized void add(MediaKind kind) {
        if (wanted.size() == MAX_SECTIONS - (answered ? 0 : first.size())) {
            throw tooMany();
        }
        kinds.add(kind);
        wanted.add(kind);
    }

    private static IllegalStateException tooMany() {
        return new IllegalStateException("more sections than a session has: " + MAX_SECTIONS);
    }

    /** How many sections the next offer adds. */
    synchronized int wanted() {
        return wanted.size();
    }

    /**
     * The sections that are wanted, at these places. Where that were too many, as the peer may have
     * added some meanwhile, those that find no room are wanted no more.
     *
     * @throws IllegalStateException if a session has no room for them
     */
    synchronized List<AddedSection> added(List<AddedSection.Place> places) {
        long fit = places.stream().filter(place -> place.index() < MAX_SECTIONS).count();
        if (fit < places.size()) {
            wanted.subList((int) fit, wanted.size()).clear();
            throw tooMany();
        }
        addedByOffer = places.size();
        List<AddedSection> added = new ArrayList<>();
        for (AddedSection.Place place : places) {
            MediaKind kind = wanted.get(added.size());
            Sources own = sources(place.index(), place.mid(), kind);
            added.add(new AddedSection(place, capability(kind, own)));
        }
        return added;
    }

    /** What was wanted was offered and answered, if not as one wished. */
    synchronized void offerAnswered() {
        wanted.subList(0, addedByOffer).clear();
        onAnswer();
    }

    /**
     * An offer of the peer's was answered.
     *
     * @param added the kinds of sections that it brought and that take what we send: they are the
     *     ones that were wanted (RFC 8829, 5.10)
     */
    synchronized void peerAnswered(List<String> added) {
        added.forEach(name -> kind(name).ifPresent(wanted::remove));
        onAnswer();
    }

    private void onAnswer() {
        answered = true;
        addedByOffer = 0;
    }

    /** Forgets the sources of sections that are gone, or came to nothing. */
    synchronized void keep(Optional<Negotiation> holds) {
        sources.keySet()
                .retainAll(
                        holds.stream()
                                .flatMap(agreed -> agreed.media().stream())
                                .map(media -> key(media.index(), media.mid(), media.kind()))
                                .toList());
    }

    /** Which way media of a kind shall flow from the next negotiation on. */
    synchronized void direction(MediaKind kind, Direction direction) {
        directions.put(kind, direction);
    }

    /** What a first offer offers: one section for each kind, and what was added since. */
    synchronized List<MediaCapability> offered() {
        List<MediaKind> all = new ArrayList<>();
        Stream.of(MediaKind.values()).filter(first::contains).forEach(all::add);
        all.addAll(wanted);
        addedByOffer = wanted.size();
        List<MediaCapability> offered = new ArrayList<>();
        for (MediaKind kind : all) {
            String mid = Integer.toString(offered.size());
            offered.add(capability(kind, sources(offered.size(), mid, kind)));
        }
        return offered;
    }

    /** What we can do with a section of the peer's. */
    synchronized Optional<MediaCapability> capability(int index, MediaSection section) {
        Optional<MediaKind> kind = kind(section.kind()).filter(kinds::contains);
        if (kind.isEmpty() || index >= MAX_SECTIONS) {
            return Optional.empty();
        }
        Sources own = sources(index, section.mid().orElse(""), kind.get());
        return Optional.of(capability(kind.get(), own));
    }

    private static Optional<MediaKind> kind(String name) {
        return switch (name) {
            case "audio" -> Optional.of(MediaKind.AUDIO);
            case "video" -> Optional.of(MediaKind.VIDEO);
            default -> Optional.empty();
        };
    }

    /** A section that is used again for something else has another mid, and another source. */
    private Sources sources(int index, String mid, MediaKind kind) {
        return sources.computeIfAbsent(
                key(index, mid, kind.name().toLowerCase(Locale.ROOT)),
                k ->
                        new Sources(
                                Ssrc.random(network),
                                Ssrc.random(network),
                                Cname.random(network).value()));
    }

    private static String key(int index, String mid, String kind) {
        return index + " " + kind + " " + mid;
    }

    /** How many sections have sources of ours; for tests. */
    synchronized int sources() {
        return sources.size();
    }

    private MediaCapability capability(MediaKind kind, Sources own) {
        Direction direction = directions.getOrDefault(kind, Direction.SENDRECV);
        LocalTrack track =
                new LocalTrack(
                        stream,
                        own.track(),
                        Integer.toUnsignedLong(own.primary().value()),
                        OptionalLong.of(Integer.toUnsignedLong(own.repair().value())),
                        cname.value());
        return switch (kind) {
            case AUDIO -> MediaCapability.audio(direction, Optional.of(track));
            case VIDEO -> MediaCapability.video(direction, Optional.of(track));
        };
    }

    synchronized TrackBundle open(Negotiation agreed, TrackOutput out) {
        return new TrackBundle(configs(agreed), cname, out, network);
    }

    /** What the tracks are from now on. */
    synchronized List<TrackConfig> configs(Negotiation agreed) {
        return agreed.media().stream().map(this::config).toList();
    }

    private TrackConfig config(NegotiatedMedia media) {
        MediaKind kind = kind(media.kind()).orElseThrow();
        Sources own = sources(media.index(), media.mid(), kind);
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
