package io.calling;

import io.calling.ice.IceCredentials;
import io.calling.ice.IceRole;
import io.calling.ice.net.Network;
import io.calling.sdp.Answer;
import io.calling.sdp.LocalTransport;
import io.calling.sdp.NegotiatedTransport;
import io.calling.sdp.Negotiation;
import io.calling.sdp.Renegotiation;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.sdp.TrickleFragment;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SrtpOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
    private final Fingerprint fingerprint;
    private final boolean cryptex;
    private final Owner owner;
    private final SessionCandidates candidates;
    private final CompletableFuture<String> localDescription = new CompletableFuture<>();
    private Runnable whenGathered = () -> {};
    private IceRole role = IceRole.CONTROLLED;
    private boolean described;
    private boolean restartOffered;

    /** The peer's new ones, while we gather for our answer to its ICE restart. */
    private Optional<IceCredentials> peersRestart = Optional.empty();

    private boolean seeking;
    private boolean ended;

    /** Gets our offer or answer once the new transport has gathered. */
    private @Nullable CompletableFuture<String> restarting;

    SessionNegotiation(
            Network network,
            SecurePath path,
            Negotiator negotiator,
            Fingerprint fingerprint,
            boolean cryptex,
            Owner owner) {
        this.network = network;
        this.path = path;
        this.negotiator = negotiator;
        this.fingerprint = fingerprint;
        this.cryptex = cryptex;
        this.owner = owner;
        this.candidates = new SessionCandidates(path.transport());
    }

    SessionCandidates candidates() {
        return candidates;
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
        SessionDescription remote = SessionDescription.parse(text);
        negotiator.preview(remote, transport());
        whenGathered = () -> describe(remote);
    }

    /** Before the session begins. */
    void offerFirst() {
        whenGathered =
                () -> {
                    described = true;
                    localDescription.complete(negotiator.offer(transport(), false));
                };
    }

    /** Told again whenever more was gathered later; each description is made once. */
    void onGathered() {
        Runnable then = whenGathered;
        whenGathered = () -> {};
        then.run();
    }

    private LocalTransport transport() {
        LocalTransport transport =
                new LocalTransport(path.credentials(), fingerprint, candidates.attributes(), true);
        return negotiator
                .current()
                .map(Negotiation::transport)
                .map(agreed -> kept(transport, agreed))
                .orElseGet(() -> transport.withCryptex(cryptex));
    }

    /** What was agreed on first stays. */
    private static LocalTransport kept(LocalTransport transport, NegotiatedTransport agreed) {
        return transport.withEstablished(agreed.setup()).withCryptex(agreed.cryptex());
    }

    /** Everything of ours is there: say it, and connect. */
    private void describe(SessionDescription remote) {
        try {
            Answer answer = negotiator.answer(remote, transport());
            described = true;
            localDescription.complete(answer.description().toText());
            connect(answer.negotiation(), IceRole.CONTROLLED);
        } catch (SdpException e) {
            // The same function said yes to the same offer before.
            owner.onFailed(EndReason.HANDSHAKE_FAILED);
        }
    }

    /** RFC 8445, 6.1.1: "the full agent MUST take the controlling role" against a lite one. */
    private void connect(Negotiation agreed, IceRole wanted) {
        NegotiatedTransport remote = agreed.transport();
        role = remote.remoteIsLite() ? IceRole.CONTROLLING : wanted;
        candidates.take(remote);
        owner.onAgreed();
        path.connect(
                role,
                remote.setup(),
                remote.remoteCredentials(),
                remote.remoteFingerprints(),
                SrtpOptions.DEFAULT.withCryptex(remote.cryptex()));
    }

    /**
     * Takes the answer to our offer. For any thread.
     *
     * @throws SdpException if it breaks the rules; the offer goes on waiting
     */
    void accept(SessionDescription answer) throws SdpException {
        Negotiator.Agreement agreement = negotiator.accept(answer);
        onLoop(() -> follow(agreement));
    }

    private void follow(Negotiator.Agreement agreement) {
        Negotiation agreed = agreement.negotiation();
        if (agreement.first()) {
            connect(agreed, IceRole.CONTROLLING);
            return;
        }
        if (agreement.restartsIce()) {
            restartOffered = false;
            candidates.expectAnew();
        }
        change(agreed);
        if (agreement.restartsIce()) {
            connectAgain(agreed);
        }
    }

    private void change(Negotiation agreed) {
        candidates.take(agreed.transport());
        owner.onChanged(agreed);
    }

    private void connectAgain(Negotiation agreed) {
        seeking = true;
        path.connectAgain(role, agreed.transport().remoteCredentials());
    }

    void onPathFound() {
        seeking = false;
    }

    /** Makes another offer. */
    void offer(CompletableFuture<String> offer) {
        requireReady();
        offer.complete(negotiator.offer(transport(), false));
    }

    /** Makes an offer with a transport of its own, while the one in use goes on (RFC 8839, 4.4). */
    void offerRestart(CompletableFuture<String> offer) {
        requireNegotiated();
        negotiator.requireNoOffer();
        if (seeking) {
            throw new IllegalStateException("the session finds a new path just now");
        }
        candidates.gatherAnew();
        restarting = offer;
        whenGathered = () -> offerGathered(offer);
        path.renew();
    }

    /** There may be no offer: what is to be added may not go with what the peer said. */
    private void offerGathered(CompletableFuture<String> offer) {
        restarting = null;
        try {
            String text = negotiator.offer(transport(), true);
            restartOffered = true;
            offer.complete(text);
        } catch (IllegalStateException e) {
            goBack();
            offer.completeExceptionally(e);
        }
    }

    /** Takes our offer back. For any thread. */
    void rollback() {
        if (negotiator.rollback()) {
            onLoop(this::goBack);
        }
    }

    /** The path that a restart of ours was to leave may be gone meanwhile. */
    private void goBack() {
        if (!giveUpRestart()) {
            owner.onFailed(EndReason.PEER_LOST);
        }
    }

    private boolean giveUpRestart() {
        restartOffered = false;
        whenGathered = () -> {};
        boolean goesOn = path.giveUpRenewal();
        candidates.takeBack();
        return goesOn;
    }

    /**
     * Whether an ICE restart of ours is being made or has no answer yet. Nothing on the new
     * transport ends such a wait, so the session must not outlive the path in use.
     */
    boolean restartWaits() {
        return peersRestart.isEmpty() && (restarting != null || restartOffered);
    }

    /**
     * The transport opened beside the one in use has failed: whether the session goes on all the
     * same, on that one.
     */
    boolean survives(EndReason reason) {
        CompletableFuture<String> offer = restarting;
        if (offer == null && !restartOffered || seeking || peersRestart.isPresent()) {
            return false;
        }
        restarting = null;
        if (restartOffered) {
            negotiator.rollback();
        }
        boolean goesOn = giveUpRestart();
        if (offer != null) {
            offer.completeExceptionally(new CallException(reason));
        }
        return goesOn;
    }

    /** Answers another offer of the peer's, or the first one where ours was taken back. */
    void answer(SessionDescription remote, CompletableFuture<String> answer) throws SdpException {
        requireReady();
        Answer preview = negotiator.preview(remote, transport());
        Optional<Negotiation> before = negotiator.current();
        if (before.isEmpty()) {
            Answer first = negotiator.answer(remote, transport());
            answer.complete(first.description().toText());
            connect(first.negotiation(), IceRole.CONTROLLED);
        } else if (Renegotiation.restartsIce(before.get(), preview.negotiation())) {
            candidates.gatherAnew();
            candidates.expectAnew();
            restarting = answer;
            peersRestart = Optional.of(preview.negotiation().transport().remoteCredentials());
            whenGathered = () -> answerRestart(remote, answer);
            path.renew();
        } else {
            answerNow(remote, answer);
        }
    }

    private Negotiation answerNow(SessionDescription remote, CompletableFuture<String> answer)
            throws SdpException {
        Answer made = negotiator.answer(remote, transport());
        change(made.negotiation());
        answer.complete(made.description().toText());
        return made.negotiation();
    }

    private void answerRestart(SessionDescription remote, CompletableFuture<String> answer) {
        restarting = null;
        peersRestart = Optional.empty();
        try {
            connectAgain(answerNow(remote, answer));
        } catch (SdpException | IllegalStateException e) {
            // The same function said yes to the same offer before.
            answer.completeExceptionally(e);
            owner.onFailed(EndReason.NO_PATH);
        }
    }

    private void requireReady() {
        if (ended || restarting != null) {
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

    /**
     * More candidates of the peer's; whether they belong to what was negotiated. While an ICE
     * restart of ours waits for its answer, those that come are of the path that it leaves. While
     * one of the peer's waits for ours, only those count that say they are of the new path.
     */
    boolean add(TrickleFragment fragment) {
        if (!isOfLatestPath(fragment.credentials())) {
            return false;
        }
        candidates.add(fragment.candidates(), fragment.endOfCandidates());
        return true;
    }

    private boolean isOfLatestPath(Optional<IceCredentials> named) {
        if (peersRestart.isPresent()) {
            return named.equals(peersRestart);
        }
        if (restarting != null || restartOffered) {
            return false;
        }
        return named.isEmpty()
                || negotiator
                        .current()
                        .map(agreed -> agreed.transport().remoteCredentials())
                        .map(named.get()::equals)
                        .orElse(true);
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
        localDescription.completeExceptionally(new CallException(reason));
        CompletableFuture<String> waiting = restarting;
        if (waiting != null) {
            waiting.completeExceptionally(new CallException(reason));
        }
    }
}
