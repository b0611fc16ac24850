package io.calling;

import io.calling.sdp.AddedSection;
import io.calling.sdp.Answer;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.NegotiatedMedia;
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
 * waits for its answer. Only descriptions; what follows from them is the session's. Any thread may
 * decide what becomes of our offer; nothing else changes but on the loop, which follows. Guarded by
 * itself.
 */
final class Negotiator {
    private final SessionMedia media;
    private SessionOrigin origin;
    private @Nullable Offer pending;
    private boolean pendingRestartsIce;
    private @Nullable Decision decision;
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
     * Takes the answer to our offer, which holds from {@link #follow} on. For any thread.
     *
     * @throws SdpException if it breaks the rules; the offer goes on waiting
     */
    synchronized void accept(SessionDescription answer) throws SdpException {
        Negotiation agreed = undecided().accept(answer);
        if (current != null) {
            agreed = Renegotiation.keepRoles(current, agreed);
            Renegotiation.check(current, agreed);
            Renegotiation.checkRestart(current, agreed, pendingRestartsIce);
        }
        decision = new Decision.Accepted(agreed, current == null, pendingRestartsIce);
    }

    /**
     * Takes our offer back, the first one too, from {@link #follow} on; what held before goes on to
     * hold, if anything did (RFC 8829, 4.1.10.2). For any thread.
     */
    synchronized void rollback() {
        undecided();
        decision = new Decision.TakenBack(pendingRestartsIce);
    }

    private Offer undecided() {
        Offer offer = pending;
        if (offer == null || decision != null) {
            throw new IllegalStateException("no offer waits for an answer");
        }
        return offer;
    }

    /** What became of our offer. */
    sealed interface Decision {
        /** Whether the offer was to start ICE anew. */
        boolean restartsIce();

        /**
         * It was answered.
         *
         * @param agreed what holds now
         * @param first whether nothing held before
         * @param restartsIce whether both transports are new ones
         */
        record Accepted(Negotiation agreed, boolean first, boolean restartsIce)
                implements Decision {}

        /** It was taken back. */
        record TakenBack(boolean restartsIce) implements Decision {}
    }

    /** What was decided of our offer since this was asked before; it holds from now on. */
    synchronized Optional<Decision> follow() {
        Decision made = decision;
        Offer offer = pending;
        if (made == null || offer == null) {
            return Optional.empty();
        }
        decision = null;
        pending = null;
        if (made instanceof Decision.Accepted accepted) {
            media.offerAnswered();
            local = offer.description();
            current = accepted.agreed();
            media.keep(current());
        }
        return Optional.of(made);
    }

    /** Takes our offer back at once. */
    synchronized void withdraw() {
        decision = null;
        pending = null;
    }

    /**
     * What the answer to an offer would be; nothing changes.
     *
     * @throws SdpException if there is none
     */
    synchronized Answer preview(SessionDescription offer, LocalTransport transport)
            throws SdpException {
        try {
            return make(offer, transport);
        } finally {
            media.keep(current());
        }
    }

    /**
     * Answers an offer.
     *
     * @throws SdpException if there is no answer; nothing has changed then
     */
    synchronized Answer answer(SessionDescription offer, LocalTransport transport)
            throws SdpException {
        try {
            Answer answer = make(offer, transport);
            origin = origin.next();
            media.peerAnswered(brought(offer, answer.negotiation()));
            local = answer.description();
            current = answer.negotiation();
            return answer;
        } finally {
            media.keep(current());
        }
    }

    private Answer make(SessionDescription offer, LocalTransport transport) throws SdpException {
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

    /** The kinds of sections that an offer of the peer brings, as far as we may send on them. */
    private List<String> brought(SessionDescription offer, Negotiation agreed) {
        return agreed.media().stream()
                .filter(section -> !isThere(section))
                .filter(section -> offer.media().get(section.index()).direction().receives())
                .map(NegotiatedMedia::kind)
                .toList();
    }

    private boolean isThere(NegotiatedMedia section) {
        return current()
                .flatMap(before -> before.section(section.index()))
                .filter(before -> before.mid().equals(section.mid()))
                .isPresent();
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
