package io.calling;

import io.calling.Negotiator.Decision;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceRole;
import io.calling.ice.net.Network;
import io.calling.sdp.Answer;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.Renegotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.TrickleFragment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What follows from the offers and answers of one session (RFC 8829): when there is something to
 * describe, what to connect to, and when the path is made anew. On the loop, but for what says
 * otherwise.
 */
final class SessionNegotiation {

    /** What it makes of the session. */
    interface Owner {
        /** The first offer and answer are there, and checks begin. */
        void onAgreed();

        /** Another offer and answer are there: tracks may be others now. */
        void onChanged(Negotiation agreed);

        /** There is no way on. */
        void onFailed(EndReason reason);
    }

    private final Network network;
    private final SecurePath path;
    private final Negotiator negotiator;
    private final Owner owner;
    private final SessionTransport transport;
    private final SessionRestart restart = new SessionRestart();
    private final CompletableFuture<String> localDescription = new CompletableFuture<>();
    private Runnable whenGathered = () -> {};
    private boolean described;
    private boolean ended;

    SessionNegotiation(
            Network network,
            SecurePath path,
            Negotiator negotiator,
            SessionTransport transport,
            Owner owner) {
        this.network = network;
        this.path = path;
        this.negotiator = negotiator;
        this.owner = owner;
        this.transport = transport;
    }

    /** Our first description; for any thread. */
    CompletableFuture<String> localDescription() {
        return localDescription;
    }

    /**
     * Finds out, before anything is sent, whether there will be an answer to the first offer.
     * Before the session begins.
     */
    void answerFirst(String text) throws SdpException {
        SessionDescription offer = SessionDescription.parse(text);
        negotiator.preview(offer, local());
        whenGathered = () -> describe(offer);
    }

    /** Before the session begins. */
    void offerFirst() {
        whenGathered =
                () -> {
                    described = true;
                    localDescription.complete(negotiator.offer(local(), false));
                };
    }

    /** Told again whenever more was gathered later; each description is made once. */
    void onGathered() {
        Runnable then = whenGathered;
        whenGathered = () -> {};
        then.run();
    }

    private LocalTransport local() {
        return transport.local(negotiator.current());
    }

    /** Everything of ours is there: say it, and connect. */
    private void describe(SessionDescription offer) {
        try {
            Answer answer = negotiator.answer(offer, local());
            described = true;
            localDescription.complete(answer.description().toText());
            connect(answer.negotiation(), IceRole.CONTROLLED);
        } catch (SdpException e) {
            // The same function said yes to the same offer before.
            owner.onFailed(EndReason.HANDSHAKE_FAILED);
        }
    }

    private void connect(Negotiation agreed, IceRole wanted) {
        transport.take(agreed);
        owner.onAgreed();
        transport.connect(agreed, wanted);
    }

    /**
     * Takes the answer to our offer. For any thread.
     *
     * @throws SdpException if it breaks the rules; the offer goes on waiting
     */
    void accept(SessionDescription answer) throws SdpException {
        negotiator.accept(answer);
        onLoop(this::follow);
    }

    /** Takes our offer back. For any thread. */
    void rollback() {
        negotiator.rollback();
        onLoop(this::follow);
    }

    /** Does what another thread decided of our offer; before anything else is done. */
    private void follow() {
        Optional<Decision> decision = negotiator.follow();
        if (decision.isPresent()) {
            if (decision.get() instanceof Decision.Accepted accepted) {
                follow(accepted);
            } else if (decision.get().restartsIce()) {
                goBack();
            }
        }
    }

    private void follow(Decision.Accepted accepted) {
        Negotiation agreed = accepted.agreed();
        if (accepted.first()) {
            connect(agreed, IceRole.CONTROLLING);
            return;
        }
        if (accepted.restartsIce()) {
            transport.expectAnew();
        }
        change(agreed);
        if (accepted.restartsIce()) {
            connectAgain(agreed);
        }
    }

    private void change(Negotiation agreed) {
        transport.take(agreed);
        owner.onChanged(agreed);
    }

    private void connectAgain(Negotiation agreed) {
        restart.seek();
        transport.connectAgain(agreed);
    }

    void onPathFound() {
        restart.onPathFound();
    }

    /** Makes another offer. */
    void offer(CompletableFuture<String> offer) {
        follow();
        requireReady();
        offer.complete(negotiator.offer(local(), false));
    }

    /** Makes an offer with a transport of its own, while the one in use goes on (RFC 8839, 4.4). */
    void offerRestart(CompletableFuture<String> offer) {
        follow();
        requireNegotiated();
        negotiator.requireNoOffer();
        if (restart.isSeeking()) {
            throw new IllegalStateException("the session finds a new path just now");
        }
        restart.gather(offer);
        whenGathered = () -> offerGathered(offer);
        path.renew();
    }

    /** There may be no offer: what is to be added may not go with what the peer said. */
    private void offerGathered(CompletableFuture<String> offer) {
        try {
            String text = negotiator.offer(local(), true);
            restart.offered();
            offer.complete(text);
        } catch (IllegalStateException e) {
            goBack();
            offer.completeExceptionally(e);
        }
    }

    /** The path that a restart of ours was to leave may be gone meanwhile. */
    private void goBack() {
        if (!giveUpRestart()) {
            owner.onFailed(EndReason.PEER_LOST);
        }
    }

    private boolean giveUpRestart() {
        restart.giveUp();
        whenGathered = () -> {};
        return path.giveUpRenewal();
    }

    /**
     * The transport in use has failed, beside a new one: whether the session ends with it. Nothing
     * ends the wait for the answer to an ICE restart of ours but that.
     */
    boolean endsWithOldPath() {
        follow();
        return restart.isOursToAnswer();
    }

    /**
     * The transport opened beside the one in use has failed: whether the session goes on all the
     * same, on that one.
     */
    boolean survives(EndReason reason) {
        follow();
        if (!restart.isOursToAnswer()) {
            return ended || !path.isRenewing();
        }
        negotiator.withdraw();
        restart.fail(new CallException(reason));
        return giveUpRestart();
    }

    /** Answers another offer of the peer's, or the first one where ours was taken back. */
    void answer(SessionDescription offer, CompletableFuture<String> answer) throws SdpException {
        follow();
        requireReady();
        Answer preview = negotiator.preview(offer, local());
        Optional<Negotiation> before = negotiator.current();
        if (before.isEmpty()) {
            Answer first = negotiator.answer(offer, local());
            answer.complete(first.description().toText());
            connect(first.negotiation(), IceRole.CONTROLLED);
        } else if (Renegotiation.restartsIce(before.get(), preview.negotiation())) {
            transport.expectAnew();
            restart.gatherToAnswer(preview.negotiation().transport().remoteCredentials(), answer);
            whenGathered = () -> answerRestart(offer, answer);
            path.renew();
        } else {
            answerNow(offer, answer);
        }
    }

    private Negotiation answerNow(SessionDescription offer, CompletableFuture<String> answer)
            throws SdpException {
        Answer made = negotiator.answer(offer, local());
        change(made.negotiation());
        answer.complete(made.description().toText());
        return made.negotiation();
    }

    private void answerRestart(SessionDescription offer, CompletableFuture<String> answer) {
        try {
            connectAgain(answerNow(offer, answer));
        } catch (SdpException | IllegalStateException e) {
            // The same function said yes to the same offer before.
            answer.completeExceptionally(e);
            owner.onFailed(EndReason.NO_PATH);
        }
    }

    private void requireReady() {
        if (ended || restart.isGathering()) {
            throw new IllegalStateException("the session has ended, or finds a new path just now");
        }
        if (!described) {
            throw new IllegalStateException("the first description is not there yet");
        }
    }

    private void requireNegotiated() {
        requireReady();
        if (negotiator.current().isEmpty()) {
            throw new IllegalStateException("the first offer has no answer yet");
        }
    }

    /** More candidates of the peer's; whether they belong to what was negotiated. */
    boolean add(TrickleFragment fragment) {
        follow();
        Optional<IceCredentials> negotiated =
                negotiator.current().map(agreed -> agreed.transport().remoteCredentials());
        if (ended || !restart.takes(fragment.credentials(), negotiated)) {
            return false;
        }
        transport.add(fragment);
        return true;
    }

    private void onLoop(Runnable task) {
        network.execute(
                () -> {
                    if (!ended) {
                        task.run();
                    }
                });
    }

    /** Whoever waits for a description gets none. */
    void end(EndReason reason) {
        ended = true;
        CallException why = new CallException(reason);
        localDescription.completeExceptionally(why);
        restart.fail(why);
    }
}
