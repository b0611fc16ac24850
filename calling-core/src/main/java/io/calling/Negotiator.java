package io.calling;

import io.calling.sdp.Answer;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.Offer;
import io.calling.sdp.Renegotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.SessionOrigin;
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
    private @Nullable SessionDescription local;
    private @Nullable Negotiation current;

    Negotiator(SessionMedia media, SessionOrigin origin) {
        this.media = media;
        this.origin = origin;
    }

    /** Our offer: the first one, or another for the session that goes on. */
    synchronized String offer(LocalTransport transport) {
        if (pending != null) {
            throw new IllegalStateException("an offer waits for its answer: take it back first");
        }
        Negotiation holds = current;
        SessionDescription before = local;
        Offer made =
                holds == null || before == null
                        ? Offer.create(origin, transport, media.offered())
                        : Offer.again(origin, transport, before, holds, media::capability);
        origin = origin.next();
        pending = made;
        return made.description().toText();
    }

    /**
     * Takes the answer to our offer.
     *
     * @throws SdpException if it breaks the rules; the offer goes on waiting
     */
    synchronized Negotiation accept(SessionDescription answer) throws SdpException {
        Offer offer = pending;
        if (offer == null) {
            throw new IllegalStateException("no offer waits for an answer");
        }
        Negotiation agreed = offer.accept(answer);
        requireSame(agreed);
        pending = null;
        local = offer.description();
        current = agreed;
        return agreed;
    }

    /** Takes our offer back; what held before goes on to hold (RFC 8829, 4.1.10.2). */
    synchronized void rollback() {
        if (pending == null) {
            throw new IllegalStateException("no offer waits for an answer");
        }
        pending = null;
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

    synchronized boolean isOffering() {
        return pending != null;
    }
}
