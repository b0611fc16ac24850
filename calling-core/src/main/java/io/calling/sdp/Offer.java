package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Our offer, and what it stands for, until the answer comes.
 *
 * @param description what the peer gets
 * @param capabilities one for each section
 */
public record Offer(SessionDescription description, List<MediaCapability> capabilities) {
    static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

    /** The answer chooses (RFC 5763, 5). */
    static final String OPEN_ROLE = "actpass";

    /** Copies the list. */
    public Offer {
        capabilities = List.copyOf(capabilities);
    }

    /**
     * Writes an offer: one section for each capability, all bundled, RTCP multiplexed, DTLS role
     * left to the answer (RFC 8829, 5.2.1). Every section repeats the transport, and its port is
     * the discard port: browsers write it so, and stacks exist that insist.
     */
    public static Offer create(
            SessionOrigin origin, LocalTransport transport, List<MediaCapability> capabilities) {
        if (capabilities.isEmpty()) {
            throw new IllegalArgumentException("an offer needs at least one kind of media");
        }
        List<String> mids = new ArrayList<>();
        List<MediaSection> sections = new ArrayList<>();
        for (MediaCapability capability : capabilities) {
            String mid = Integer.toString(mids.size());
            sections.add(section(mid, PROTOCOL, capability, transport, mids.isEmpty()));
            mids.add(mid);
        }
        return new Offer(describe(origin, mids, sections), capabilities);
    }

    /**
     * Writes another offer for a session that goes on (RFC 8829, 5.2.2): the sections stay in their
     * places, with the mids, formats and identifiers that were negotiated; those that were refused
     * stay refused.
     *
     * @param before our last description
     * @param current what holds
     * @param wishes the direction and the track of each section that is in use
     * @param added sections that the session did not have, at {@link AddedSection#places}; their
     *     payload types and identifiers become such that mean nothing else in the session
     */
    public static Offer again(
            SessionOrigin origin,
            LocalTransport transport,
            SessionDescription before,
            Negotiation current,
            SectionCapabilities wishes,
            List<AddedSection> added) {
        return new NextOffer(transport, before, current, wishes, added).write(origin);
    }

    static SessionDescription describe(
            SessionOrigin origin, List<String> mids, List<MediaSection> sections) {
        List<Attribute> session =
                mids.isEmpty()
                        ? List.of()
                        : List.of(Attribute.of("group", "BUNDLE " + String.join(" ", mids)));
        return new SessionDescription(origin.sessionId(), origin.version(), session, sections);
    }

    static MediaSection section(
            String mid,
            String protocol,
            MediaCapability capability,
            LocalTransport transport,
            boolean tagged) {
        SectionWriter writer =
                new SectionWriter()
                        .add(transport.shared(OPEN_ROLE))
                        .mid(mid)
                        .extensions(capability.extensions())
                        .flag(capability.direction().token());
        if (capability.direction().sends()) {
            capability.track().ifPresent(track -> writer.add(track.attributes(hasRtx(capability))));
        }
        writer.flag("rtcp-mux").flag("rtcp-rsize").codecs(capability.codecs());
        if (tagged) {
            writer.add(transport.tagged());
        }
        return writer.section(capability.kind(), protocol, capability.codecs());
    }

    private static boolean hasRtx(MediaCapability capability) {
        return capability.codecs().stream().anyMatch(codec -> codec.is("rtx"));
    }

    /**
     * Takes the answer.
     *
     * @throws SdpException if it breaks the rules of offer and answer, or refuses everything
     */
    public Negotiation accept(SessionDescription answer) throws SdpException {
        return new AnswerReader(this, answer).read();
    }
}
