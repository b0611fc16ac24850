package io.calling.sdp;

import io.calling.srtp.SetupRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes one answer: chooses what fits, section by section. */
final class AnswerWriter {
    private final SessionDescription offer;
    private final Bundle bundle;
    private final ExtensionMatch extensions;
    private final SectionCapabilities capabilities;
    private final List<MediaSection> acceptedOffers = new ArrayList<>();
    private final List<NegotiatedMedia> accepted = new ArrayList<>();
    private final List<Optional<MediaCapability>> chosen = new ArrayList<>();

    AnswerWriter(SessionDescription offer, SectionCapabilities capabilities) throws SdpException {
        this.offer = offer;
        this.bundle = new Bundle(offer);
        this.extensions = new ExtensionMatch(bundle.sections());
        this.capabilities = capabilities;
        if (offer.media().isEmpty()) {
            throw SdpException.unacceptable("the offer has no media section");
        }
    }

    Answer write(SessionOrigin origin, LocalTransport transport) throws SdpException {
        for (int index = 0; index < offer.media().size(); index++) {
            chosen.add(choose(index, offer.media().get(index)));
        }
        if (accepted.isEmpty()) {
            throw SdpException.unacceptable(
                    "nothing in the offer can be accepted: offer Opus audio, or VP8 or H.264 video,"
                            + " over UDP/TLS/RTP/SAVPF with a=rtcp-mux, bundled");
        }
        SetupRole ours = role(transport);
        NegotiatedTransport remote =
                RemoteTransport.read(offer, bundle, acceptedOffers, ours, transport.cryptex());
        LocalTransport agreed = transport.withCryptex(remote.cryptex());
        return new Answer(describe(origin, agreed, ours), new Negotiation(remote, accepted));
    }

    /** The role that leaves the choice open, or that keeps the one in use. */
    private SetupRole role(LocalTransport transport) throws SdpException {
        SetupRole theirs = RemoteTransport.setup(offer, bundle, acceptedOffers);
        Optional<SetupRole> established = transport.established();
        return theirs == SetupRole.ACTPASS && established.isPresent()
                ? established.get()
                : theirs.answer();
    }

    private Optional<MediaCapability> choose(int index, MediaSection section) {
        if (!usable(section)) {
            return Optional.empty();
        }
        Optional<MediaCapability> capability =
                capabilities.of(index, section).filter(found -> found.fits(section));
        capability.ifPresent(found -> accept(index, section, found));
        return capability;
    }

    private boolean usable(MediaSection section) {
        return !section.isRejected()
                && section.isDtlsSrtp()
                && (section.has("rtcp-mux") || section.has("rtcp-mux-only"))
                && bundle.takes(section, acceptedOffers.isEmpty());
    }

    private void accept(int index, MediaSection section, MediaCapability capability) {
        acceptedOffers.add(section);
        accepted.add(
                new NegotiatedMedia(
                        index,
                        section.mid().orElse(""),
                        section.kind(),
                        capability.direction().and(section.direction().reversed()),
                        CodecMatch.common(section.codecs(), capability.codecs()),
                        extensions.common(section, capability.extensions()),
                        section.ssrcs()));
    }

    private SessionDescription describe(
            SessionOrigin origin, LocalTransport transport, SetupRole ours) {
        List<MediaSection> sections = new ArrayList<>();
        for (int index = 0; index < offer.media().size(); index++) {
            sections.add(describe(index, transport, ours));
        }
        List<Attribute> session = new ArrayList<>();
        if (!bundle.isEmpty()) {
            List<String> mids = accepted.stream().map(NegotiatedMedia::mid).toList();
            session.add(Attribute.of("group", "BUNDLE " + String.join(" ", mids)));
        }
        return new SessionDescription(origin.sessionId(), origin.version(), session, sections);
    }

    private MediaSection describe(int index, LocalTransport transport, SetupRole ours) {
        MediaSection offered = offer.media().get(index);
        List<Attribute> shared = transport.shared(ours == SetupRole.ACTIVE ? "active" : "passive");
        Optional<NegotiatedMedia> agreed =
                accepted.stream().filter(media -> media.index() == index).findFirst();
        if (agreed.isEmpty()) {
            return SectionWriter.rejected(offered, shared);
        }
        return describe(offered, agreed.get(), shared, transport.tagged());
    }

    private MediaSection describe(
            MediaSection offered,
            NegotiatedMedia agreed,
            List<Attribute> shared,
            List<Attribute> tagged) {
        SectionWriter writer =
                new SectionWriter()
                        .add(shared)
                        .mid(agreed.mid())
                        .extensions(agreed.extensions())
                        .flag(agreed.direction().token());
        boolean rtx = agreed.codecs().stream().anyMatch(codec -> codec.is("rtx"));
        if (agreed.direction().sends()) {
            chosen.get(agreed.index())
                    .flatMap(MediaCapability::track)
                    .ifPresent(track -> writer.add(track.attributes(rtx)));
        }
        writer.flag("rtcp-mux");
        if (offered.has("rtcp-rsize")) {
            writer.flag("rtcp-rsize");
        }
        writer.codecs(agreed.codecs());
        if (agreed.equals(accepted.get(0))) {
            writer.add(tagged);
        }
        return writer.section(offered.kind(), offered.protocol(), agreed.codecs());
    }
}
