package io.calling;

import io.calling.CallInput.Failed;
import io.calling.CallInput.Local;
import io.calling.ice.net.Network;
import io.calling.media.Media;
import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import io.calling.policy.PastCall;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.PartyId;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Reveal;
import io.calling.signaling.VideoParameters;
import io.calling.srtp.Verification;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of one {@link CallMachine}: hands it what happens, one input at a time, and has its
 * effects carried out. Lives on the loop, and needs no lock.
 */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final PeerId peer;
    private final boolean outgoing;
    private CallId id;
    private final Network network;
    private final CallRecord record;
    private final Inputs inputs = new Inputs();
    private final CallActions actions;

    private CallMachine machine;
    private Inbox inbox = Inbox.EMPTY;
    private @Nullable Decision decision;
    private @Nullable Opening adopting;

    Call(PeerId peer, CallId id, CallMachine machine, CallServices services) {
        this.peer = peer;
        this.outgoing = machine.terms().outgoing();
        this.id = id;
        this.machine = machine;
        this.network = services.network();
        this.record =
                new CallRecord(
                        network,
                        new CallState.Ringing(!machine.terms().outgoing()),
                        services.recorders().begin(network));
        this.record.privacy(machine.terms().privacy(), machine.privacyReason());
        this.actions = new CallActions(this, services);
    }

    PeerId peer() {
        return peer;
    }

    CallId id() {
        return id;
    }

    CallRecord record() {
        return record;
    }

    CallPath path() {
        return actions.path();
    }

    Assurance assurance() {
        return actions.assurance();
    }

    /** The device at the other end of a call that was accepted. */
    PartyId otherDevice() {
        if (machine.phase() instanceof Talking talking) {
            return talking.talk().peer();
        }
        throw new IllegalStateException("nobody has accepted");
    }

    /**
     * Both sides' wishes, and what is known about who the peer is, say whether the path may be
     * direct.
     */
    void followPrivacy() {
        if (machine.phase() instanceof Talking talking) {
            PrivacyMode mode = terms().privacy().narrowest(talking.talk().theirPrivacy());
            path().follow(
                            switch (mode) {
                                case RELAY_ONLY -> false;
                                case DIRECT -> record.has(Milestone.SECURED);
                                case DIRECT_AFTER_ACCEPT ->
                                        record.has(Milestone.SECURED)
                                                && assurance().verification()
                                                        != Verification.UNVERIFIED;
                            });
        }
    }

    /** Says something beside what the machine says. */
    void send(SignalingMessage message) {
        actions.correspondence().send(message);
    }

    Observers observers() {
        return actions.observers();
    }

    CallTerms terms() {
        return machine.terms();
    }

    /** What our invite or our accept says of video. */
    Optional<VideoParameters> announcedVideo() {
        return machine.announcedVideo();
    }

    /** Which of the call's transports is in use or being set up. */
    int generation() {
        return machine.phase() instanceof Talking talking ? talking.talk().generation() : 0;
    }

    /** What the policy said about it, once it was asked. */
    Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Whether our user placed it, whatever became of it since. */
    boolean isOutgoing() {
        return outgoing;
    }

    /** Whether it rings here. */
    boolean isRinging() {
        return machine.phase() instanceof Offered;
    }

    /** Why it is over, if it is. */
    Optional<EndReason> endReason() {
        return machine.phase() instanceof Ended ended
                ? Optional.of(ended.reason())
                : Optional.empty();
    }

    /** What has become of it so far, as the policy sees it. */
    PastCall.Kind kind() {
        if (outgoing) {
            return PastCall.Kind.PLACED;
        }
        EndReason reason = endReason().orElse(EndReason.UNANSWERED);
        if (record.has(Milestone.ACCEPTED) || reason == EndReason.ANSWERED_ELSEWHERE) {
            return PastCall.Kind.ANSWERED;
        }
        return reason == EndReason.DECLINED ? PastCall.Kind.DECLINED : PastCall.Kind.UNANSWERED;
    }

    boolean hasEnded() {
        return machine.phase() instanceof Ended;
    }

    /** What is to be remembered of it when it is over. */
    EndedCall remains() {
        Outbox outbox = actions.correspondence().outbox();
        return new EndedCall(peer, terms().outgoing(), record.beganNanos(), outbox, inbox);
    }

    void place() {
        input(Local.PLACE);
    }

    /** The application is asked about it: that takes no longer than the ringing might. */
    void awaitFacts() {
        actions.perform(new CallEffect.SetTimer(CallInput.Timer.RING, terms().times().ring()));
    }

    /** What our user gives with their consent, for the beginning of the call. */
    void bring(Media media) {
        input(new CallInput.Brings(path().media().give(media)));
    }

    void accept(Media media) {
        bring(media);
        input(Local.ACCEPT);
    }

    /** The policy has decided; our user's own call is not placed where it may not be. */
    void decide(Decision by) {
        decision = by;
        PrivacyMode widest =
                by instanceof Decision.Ring ring ? ring.widestPrivacy() : PrivacyMode.RELAY_ONLY;
        if (outgoing && !(by instanceof Decision.Ring)) {
            fail(EndReason.POLICY);
        } else {
            input(new CallInput.Decided(by, widest));
        }
    }

    void fail(EndReason reason) {
        input(new Failed(reason));
    }

    /** The message opened this call: it is not to be taken again. */
    void opened(Envelope invite) {
        inbox = inbox.with(invite, ageMillis());
        record.mark(Milestone.INVITE_RECEIVED, network.nanoTime());
    }

    /** What the caller asks for, while it rings or is about to. */
    Set<MediaKind> requestedMedia() {
        return opening().map(opening -> opening.remote().kinds()).orElse(Set.of(MediaKind.AUDIO));
    }

    /** What the call began with, while it rings or is about to. */
    Optional<Opening> opening() {
        if (machine.phase() instanceof Offered offered) {
            return Optional.of(new Opening(id, offered.caller(), offered.remote(), inbox));
        }
        return machine.phase() instanceof Screening screening
                ? Optional.of(new Opening(id, screening.caller(), screening.remote(), inbox))
                : Optional.empty();
    }

    /** Whether our user has placed it, and nobody has answered. */
    boolean isWaiting() {
        return machine.phase() instanceof Preparing preparing && preparing.placed()
                || machine.phase() instanceof Inviting;
    }

    /** Both have talked, or are about to. */
    boolean isTalking() {
        return machine.phase() instanceof Talking;
    }

    /** Whether the signature of what the peer placed, or the lack of one, lets it go on. */
    boolean trusts(Opening opening) {
        return assurance().invited(opening);
    }

    /** Goes on as the call that the peer placed. */
    void adopt(Opening opening) {
        adopting = opening;
        input(new CallInput.Adopted(opening.caller(), opening.remote()));
    }

    /** Takes the name of the call that is being adopted. */
    void rename() {
        if (adopting != null) {
            id = adopting.id();
            inbox = adopting.inbox();
        }
    }

    void receive(Envelope envelope) {
        inputs.run(() -> take(envelope));
    }

    void input(CallInput input) {
        inputs.run(() -> step(input));
    }

    /** A message that is out of place is forgotten: sent again later, it may be in its place. */
    private void take(Envelope envelope) {
        long age = ageMillis();
        boolean taken =
                envelope.call().equals(id)
                        && inbox.fault(envelope, age).isEmpty()
                        && understand(envelope);
        record.events().received(envelope.message(), taken);
        if (taken) {
            inbox = inbox.with(envelope, age);
        } else {
            record.messageDropped();
        }
    }

    /** What is shown so that people can compare does not move the call. */
    private boolean understand(Envelope envelope) {
        if (envelope.message() instanceof Reveal reveal) {
            return isTalking()
                    && otherDevice().equals(envelope.party())
                    && assurance().revealed(reveal.nonce());
        }
        return step(
                new CallInput.Received(envelope.party(), envelope.sequence(), envelope.message()));
    }

    private long ageMillis() {
        return record.ageMillis(network.nanoTime());
    }

    private boolean step(CallInput input) {
        CallMachine.Step step = machine.on(input);
        machine = step.next();
        if (!hasEnded()) {
            record.privacy(machine.terms().privacy(), machine.privacyReason());
            record.allowedMedia(machine.terms().media());
        }
        step.effects().forEach(this::perform);
        followPrivacy();
        return !step.drops();
    }

    /**
     * One step that fails ends the call, and keeps no other from being taken, the release least.
     */
    private void perform(CallEffect effect) {
        try {
            actions.perform(effect);
        } catch (RuntimeException e) {
            LOG.error("A step of a call failed: {}", e.getClass().getName());
            if (!hasEnded()) {
                fail(EndReason.NO_PATH);
            }
        }
    }

    /** Inputs that come while another one's effects are carried out wait their turn. */
    private static final class Inputs {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean running;

        void run(Runnable input) {
            waiting.add(input);
            if (running) {
                return;
            }
            running = true;
            try {
                for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                    next.run();
                }
            } finally {
                running = false;
            }
        }
    }
}
