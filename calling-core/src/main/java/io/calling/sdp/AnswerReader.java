package io.calling.sdp;

import io.calling.srtp.SetupRole;
import java.util.ArrayList;
import java.util.List;

/** Reads the answer to our offer. */
final class AnswerReader {
    private final Offer offer;
    private final SessionDescription answer;
    private final Bundle bundle;
    private final ExtensionMatch extensions;
    private final List<MediaSection> acceptedAnswers = new ArrayList<>();
    private final List<NegotiatedMedia> accepted = new ArrayList<>();

    AnswerReader(Offer offer, SessionDescription answer) throws SdpException {
        this.offer = offer;
        this.answer = answer;
        this.bundle = new Bundle(answer);
        this.extensions = new ExtensionMatch(bundle.sections());
    }

    Negotiation read() throws SdpException {
        List<MediaSection> offered = offer.description().media();
        // RFC 3264, 6: "the answer MUST contain the same number of m-lines as the offer".
        if (answer.media().size() != offered.size()) {
            throw SdpException.malformed(
                    "the answer has "
                            + answer.media().size()
                            + " sections, the offer had "
                            + offered.size());
        }
        for (int index = 0; index < offered.size(); index++) {
            section(index, offered.get(index), answer.media().get(index));
        }
        if (accepted.isEmpty()) {
            throw SdpException.unacceptable("the answer refuses everything");
        }
        SetupRole ours = ours(RemoteTransport.setup(answer, bundle, acceptedAnswers));
        return new Negotiation(
                RemoteTransport.read(answer, bundle, acceptedAnswers, ours, offeredCryptex()),
                accepted);
    }

    /** Our offer says it in every section, or in none. */
    private boolean offeredCryptex() {
        return offer.description().media().stream()
                .anyMatch(section -> section.has(LocalTransport.CRYPTEX));
    }

    /** RFC 5763, 5: the answer chooses; actpass is no choice. */
    private static SetupRole ours(SetupRole theirs) throws SdpException {
        return switch (theirs) {
            case ACTIVE -> SetupRole.PASSIVE;
            case PASSIVE -> SetupRole.ACTIVE;
            case ACTPASS ->
                    throw SdpException.malformed("an answer's a=setup is active or passive");
        };
    }

    private void section(int index, MediaSection offered, MediaSection answered)
            throws SdpException {
        if (!answered.kind().equals(offered.kind())) {
            throw SdpException.malformed("section " + index + " changed its kind of media");
        }
        if (answered.isRejected()) {
            return;
        }
        if (offered.isRejected()) {
            throw SdpException.malformed("section " + index + " was not offered");
        }
        // A peer that bundles nothing waits on another transport: there is one, as in our answers.
        if (!bundle.takes(answered, acceptedAnswers.isEmpty())) {
            return;
        }
        requireMultiplexing(index, answered);
        MediaCapability capability = offer.capabilities().get(index);
        List<Codec> codecs = CodecMatch.common(answered.codecs(), offered.codecs());
        if (codecs.isEmpty()) {
            throw SdpException.unacceptable("section " + index + " accepts no format of the offer");
        }
        acceptedAnswers.add(answered);
        accepted.add(
                new NegotiatedMedia(
                        index,
                        offered.mid().orElse(""),
                        answered.kind(),
                        capability.direction().and(answered.direction().reversed()),
                        codecs,
                        extensions.common(answered, capability.extensions()),
                        answered.ssrcs()));
    }

    private static void requireMultiplexing(int index, MediaSection answered) throws SdpException {
        if (!answered.has("rtcp-mux") && !answered.has("rtcp-mux-only")) {
            throw SdpException.unacceptable("section " + index + " lacks a=rtcp-mux");
        }
    }
}
