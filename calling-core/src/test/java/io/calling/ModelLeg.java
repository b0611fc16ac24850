package io.calling;

import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Invite;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.srtp.SetupRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One call of one device as a value: the real machine, inbox and outbox, and what {@link
 * CallActions} and {@link CallPath} would hold for it.
 *
 * @param name names its transport
 * @param inbox which messages were taken
 * @param timers those that run
 * @param path what is open of its path
 * @param accepted whether our user has placed or accepted it: what the machine must not know better
 * @param told what the application was told last
 * @param video who wants it, and whether it flows
 */
record ModelLeg(
        String name,
        CallId id,
        CallMachine machine,
        Inbox inbox,
        Outbox outbox,
        Set<CallInput.Timer> timers,
        ModelPath path,
        boolean accepted,
        Optional<CallState> told,
        ModelVideo video) {

    /** What an input led to: the leg then, what it sent, and which promises it broke. */
    record Step(ModelLeg next, List<Envelope> sent, List<String> faults, boolean dropped) {}

    ModelLeg {
        timers = Set.copyOf(timers);
    }

    static ModelLeg of(String name, CallId id, CallMachine machine, Inbox inbox) {
        return new ModelLeg(
                name,
                id,
                machine,
                inbox,
                Outbox.empty(id, machine.terms().self()),
                Set.of(),
                ModelPath.CLOSED,
                false,
                Optional.empty(),
                ModelVideo.NONE);
    }

    boolean hasEnded() {
        return machine.phase() instanceof Ended;
    }

    boolean isWaiting() {
        return machine.phase() instanceof Preparing || machine.phase() instanceof Inviting;
    }

    Optional<Conversation> talk() {
        return machine.phase() instanceof Talking talking
                ? Optional.of(talking.talk())
                : Optional.empty();
    }

    /** What the call began with, as {@link Call#opening} has it. */
    Optional<Opening> opening() {
        if (machine.phase() instanceof Offered offered) {
            return Optional.of(new Opening(id, offered.caller(), offered.remote(), inbox));
        }
        return machine.phase() instanceof Screening screening
                ? Optional.of(new Opening(id, screening.caller(), screening.remote(), inbox))
                : Optional.empty();
    }

    ModelLeg withInbox(Inbox next) {
        return new ModelLeg(name, id, machine, next, outbox, timers, path, accepted, told, video);
    }

    ModelLeg withPath(ModelPath next) {
        return new ModelLeg(name, id, machine, inbox, outbox, timers, next, accepted, told, video);
    }

    ModelLeg withEmptyOutbox() {
        Outbox empty = Outbox.empty(id, machine.terms().self());
        return new ModelLeg(name, id, machine, inbox, empty, timers, path, accepted, told, video);
    }

    ModelLeg withAccept() {
        return new ModelLeg(name, id, machine, inbox, outbox, timers, path, true, told, video);
    }

    ModelLeg without(CallInput.Timer timer) {
        Set<CallInput.Timer> rest = EnumSet.noneOf(CallInput.Timer.class);
        rest.addAll(timers);
        rest.remove(timer);
        return new ModelLeg(name, id, machine, inbox, outbox, rest, path, accepted, told, video);
    }

    /** Whether a message means nothing to it any more: nobody forgets, and nothing revives. */
    boolean hasDoneWith(Envelope envelope) {
        boolean answers = machine.terms().outgoing() && envelope.message() instanceof Accept;
        return hasEnded() && !answers || inbox.fault(envelope, 0).isPresent();
    }

    /** What nothing depends on any more is the same in all ended calls, so that states meet. */
    ModelLeg forgottenIfEnded() {
        if (!hasEnded()) {
            return this;
        }
        boolean outgoing = machine.terms().outgoing();
        return new ModelLeg(
                name,
                id,
                new CallMachine(machine.terms(), new Ended(EndReason.HUNG_UP)),
                outgoing ? inbox : Inbox.EMPTY,
                outgoing ? outbox.connected() : Outbox.empty(id, machine.terms().self()),
                timers,
                path.forgotten(),
                accepted,
                Optional.of(new CallState.Ended(EndReason.HUNG_UP)),
                ModelVideo.NONE);
    }

    /** Hands the input to the machine, and carries out what it wants. */
    Step on(CallInput input, Optional<Opening> adopting, ModelBehaviour behaviour) {
        CallMachine.Step step = behaviour.on(machine, input);
        Performance performance =
                new Performance(
                        step.next(), adopting, video.heard(input, this, behaviour), behaviour);
        step.effects().forEach(performance::perform);
        ModelLeg next = performance.leg();
        List<String> faults = new ArrayList<>(performance.faults);
        faults.addAll(ModelPromises.broken(this, input, step, next));
        return new Step(next, performance.sent, faults, step.drops());
    }

    private final class Performance {
        private final CallMachine next;
        private final Optional<Opening> adopting;
        private final List<Envelope> sent = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final Set<CallInput.Timer> running = EnumSet.noneOf(CallInput.Timer.class);
        private CallId currentId = id;
        private Inbox currentInbox = inbox;
        private Outbox currentOutbox = outbox;
        private ModelPath currentPath = path;
        private Optional<CallState> currentlyTold = told;
        private final ModelBehaviour behaviour;
        private ModelVideo currentVideo;

        Performance(
                CallMachine next,
                Optional<Opening> adopting,
                ModelVideo heard,
                ModelBehaviour behaviour) {
            this.behaviour = behaviour;
            this.currentVideo = heard;
            this.next = next;
            this.adopting = adopting;
            running.addAll(timers);
        }

        void perform(CallEffect effect) {
            currentVideo = currentVideo.after(effect, behaviour);
            if (effect instanceof CallEffect.Do simple) {
                perform(simple);
            } else if (effect instanceof CallEffect.Send send) {
                send(send.message());
            } else if (effect instanceof CallEffect.Connect connect) {
                currentPath = currentPath.connect(connect.remote().ice().userFragment());
            } else if (effect instanceof CallEffect.ConnectAgain again) {
                currentPath = currentPath.connectAgain(again.remote().ice().userFragment());
            } else if (effect instanceof CallEffect.AddCandidates && !currentPath.isOpen()) {
                faults.add("candidates for a path that is not open");
            } else if (effect instanceof CallEffect.Tell tell) {
                currentlyTold = Optional.of(tell.state());
            } else if (effect instanceof CallEffect.SetTimer set) {
                running.add(set.timer());
            } else if (effect instanceof CallEffect.CancelTimer cancel) {
                running.remove(cancel.timer());
            }
        }

        private void perform(CallEffect.Do effect) {
            switch (effect) {
                case GATHER -> currentPath = currentPath.gather(0);
                case GATHER_AGAIN -> currentPath = currentPath.gather(generation());
                case SEND_INVITE ->
                        send(
                                new Invite(
                                        Duration.ofMinutes(1),
                                        ModelParts.session(name, privacy())
                                                .withVideo(next.announcedVideo())));
                case SEND_ACCEPT ->
                        send(
                                new Accept(
                                        ModelParts.session(name, privacy())
                                                .withSetup(SetupRole.ACTIVE)
                                                .withVideo(next.announcedVideo())));
                case SEND_CANDIDATES ->
                        send(new Candidates(generation(), ModelParts.CANDIDATES, false));
                case SEND_RENEWAL ->
                        send(
                                new Renew(
                                        generation(),
                                        ModelParts.ice(name, generation()),
                                        ModelParts.CANDIDATES));
                case ADOPT -> adopt(adopting.orElseThrow());
                case FORGET_SETUP -> currentOutbox = currentOutbox.connected();
                case HANDSHAKE -> currentPath = currentPath.handshake();
                case START_MEDIA -> currentPath = currentPath.media();
                case HOLD_MEDIA -> currentPath = currentPath.hold(true);
                case RESUME_MEDIA -> currentPath = currentPath.hold(false);
                case RELEASE -> release();
                case OFFER, REPEAT, STOP_VIDEO, DROP -> {}
            }
        }

        private int generation() {
            return next.phase() instanceof Talking talking ? talking.talk().generation() : 0;
        }

        private PrivacyMode privacy() {
            return next.terms().privacy();
        }

        private void send(SignalingMessage message) {
            Envelope envelope = currentOutbox.seal(message, 0);
            currentOutbox = currentOutbox.sent(envelope);
            sent.add(envelope);
        }

        private void adopt(Opening opening) {
            currentId = opening.id();
            currentInbox = opening.inbox();
            currentOutbox = Outbox.empty(currentId, next.terms().self());
        }

        private void release() {
            if (currentPath.released()) {
                faults.add("released twice");
            }
            running.clear();
            currentPath = currentPath.release();
        }

        ModelLeg leg() {
            return new ModelLeg(
                    name,
                    currentId,
                    next,
                    currentInbox,
                    currentOutbox,
                    running,
                    currentPath,
                    accepted,
                    Objects.requireNonNull(currentlyTold),
                    currentVideo);
        }
    }
}
