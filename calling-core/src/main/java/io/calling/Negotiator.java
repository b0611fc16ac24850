package io.calling;

import io.calling.sdp.AddedSection;
import io.calling.sdp.Answer;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.Offer;
import io.calling.sdp.Renegotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.SessionOrigin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The offers and answers of one session (RFC 8829, 3.2): stable, or with an offer of ours that
 * waits for its answer. Only descriptions; what follows from them is the session's. Guarded by
 * itself.
 */
final class Negotiator {
    private final SessionMedia media;
    private SessionOrigin origin;
    private @Nullable Offer pending;
    private boolean pendingRestartsIce;
    private @Nullable SessionDescription local;
    private @Nullable Negotiation current;

    Negotiator(SessionMedia media, SessionOrigin origin) {
        this.media = media;
        this.origin = origin;
    }

    /**
     * Our offer: the first one, or another for the session that goes on.
     *
     * @param restartsIce whether the transport is a new one
     */
    synchronized String offer(LocalTransport transport, boolean restartsIce) {
        requireNoOffer();
        Negotiation holds = current;
        SessionDescription before = local;
        Offer made =
                holds == null || before == null
                        ? Offer.create(origin, transport, media.offered())
                        : Offer.again(
                                origin,
                                transport,
                                before,
                                holds,
                                media::capability,
                                added(before, holds));
        origin = origin.next();
        pending = made;
        pendingRestartsIce = restartsIce;
        return made.description().toText();
    }

    synchronized void requireNoOffer() {
        if (pending != null) {
            throw new IllegalStateException("an offer waits for its answer: take it back first");
        }
    }

    private List<AddedSection> added(SessionDescription before, Negotiation holds) {
        int count = media.wanted();
        if (count > 0 && holds.media().stream().anyMatch(section -> section.mid().isEmpty())) {
            throw new IllegalStateException("the peer bundles nothing: there is no second section");
        }
        return media.added(AddedSection.places(before, holds, count));
    }

    /**
     * What the answer to our offer brought.
     *
     * @param negotiation what holds now
     * @param first whether nothing held before
     * @param restartsIce whether both transports are new ones
     */
    record Agreement(Negotiation negotiation, boolean first, boolean restartsIce) {}

    /**
     * Takes the answer to our offer.
     *
     * @throws SdpException if it breaks the rules; the offer goes on waiting
     */
    synchronized Agreement accept(SessionDescription answer) throws SdpException {
        Offer offer = pending;
        if (offer == null) {
            throw new IllegalStateException("no offer waits for an answer");
        }
        Negotiation agreed = offer.accept(answer);
        requireSame(agreed);
        boolean first = current == null;
        if (current != null) {
            Renegotiation.checkRestart(current, agreed, pendingRestartsIce);
        }
        pending = null;
        media.offerAnswered();
        local = offer.description();
        current = agreed;
        return new Agreement(agreed, first, pendingRestartsIce);
    }

    /**
     * Takes our offer back, the first one too; what held before goes on to hold, if anything did
     * (RFC 8829, 4.1.10.2).
     *
     * @return whether it would have started ICE anew
     */
    synchronized boolean rollback() {
        if (pending == null) {
            throw new IllegalStateException("no offer waits for an answer");
        }
        pending = null;
        return pendingRestartsIce;
    }

    /**
     * What the answer to an offer would be; nothing changes.
     *
     * @throws SdpException if there is none
     */
    synchronized Answer preview(SessionDescription offer, LocalTransport transport)
            throws SdpException {
        if (pending != null) {
            throw new IllegalStateException("offers crossed: take ours back first");
        }
        if (local != null) {
            Renegotiation.checkSections(local, offer);
        }
        Answer answer = Answer.create(offer, origin, transport, media::capability);
        requireSame(answer.negotiation());
        return answer;
    }

    /**
     * Answers an offer.
     *
     * @throws SdpException if there is no answer; nothing has changed then
     */
    synchronized Answer answer(SessionDescription offer, LocalTransport transport)
            throws SdpException {
        Answer answer = preview(offer, transport);
        origin = origin.next();
        local = answer.description();
        current = answer.negotiation();
        return answer;
    }

    private void requireSame(Negotiation agreed) throws SdpException {
        Negotiation before = current;
        if (before != null) {
            Renegotiation.check(before, agreed);
        }
    }

    /** What holds, once there was an answer. */
    synchronized Optional<Negotiation> current() {
        return Optional.ofNullable(current);
    }
}
