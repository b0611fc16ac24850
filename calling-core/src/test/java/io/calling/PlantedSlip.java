package io.calling;

import io.calling.media.MediaKind;
import io.calling.signaling.PartyId;
import io.calling.signaling.SignalingMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Machines with a mistake that no known software has made, one for each promise of the explorer
 * that nothing else would show to be able to fail.
 */
enum PlantedSlip implements Planted {
    /** The application is not told that the call is active. */
    ACTIVE_NOT_TOLD("hostile caller", "the application was told something else") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.without(
                    machine.on(input),
                    effect -> effect.equals(new CallEffect.Tell(new CallState.Active())));
        }
    },
    /** What the call held is released once more. */
    RELEASED_TWICE("hostile caller", "released twice") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return Planted.says(input, SignalingMessage.HangUp.class)
                            && step.effects().contains(CallEffect.Do.RELEASE)
                    ? Planted.with(step, CallEffect.Do.RELEASE)
                    : step;
        }
    },
    /** That it rings there is told after the end. */
    LATE_RINGING_TOLD("hostile callee", "an ended call did something") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Ended
                            && Planted.says(input, SignalingMessage.Ringing.class)
                    ? Planted.with(step, new CallEffect.Tell(new CallState.Ringing(true)))
                    : step;
        }
    },
    /** Signal, 2019, before anything moves: "answered" is taken for our own user's accept. */
    ANSWERED_IS_AN_ACCEPT("hostile caller", "accepted without its user") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Offered
                            && Planted.says(input, SignalingMessage.Answered.class)
                    ? new CallMachine.Step(machine.on(CallInput.Local.ACCEPT).next(), List.of())
                    : machine.on(input);
        }
    },
    /** Candidates are handed to a path that is not open yet. */
    EARLY_CANDIDATES_USED("hostile caller", "candidates for a path that is not open") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Screening
                            && Planted.says(input, SignalingMessage.Candidates.class)
                    ? Planted.with(step, new CallEffect.AddCandidates(ModelParts.CANDIDATES))
                    : step;
        }
    },
    /** Whoever waits for a path goes on to wait, and nothing changes. */
    WAITS_ON_THE_SPOT("one call", "a call neither ends nor becomes active") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Connecting && input == CallInput.Timer.CONNECT
                    ? new CallMachine.Step(
                            machine,
                            List.of(
                                    new CallEffect.SetTimer(
                                            CallInput.Timer.CONNECT,
                                            machine.terms().times().connect())))
                    : machine.on(input);
        }
    },
    /** The same, and something changes to and fro. */
    WAITS_IN_A_CIRCLE("one call", "goes on for ever") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            if (!(machine.phase() instanceof Connecting connecting)
                    || input != CallInput.Timer.CONNECT) {
                return machine.on(input);
            }
            Conversation talk = connecting.talk();
            Set<MediaKind> other =
                    talk.mutes().theirs().isEmpty() ? Set.of(MediaKind.AUDIO) : Set.of();
            return new CallMachine.Step(
                    new CallMachine(
                            machine.terms(),
                            connecting.with(
                                    talk.withMutes(
                                            talk.mutes()
                                                    .theirs(other, talk.mutes().theirSequence())))),
                    List.of(
                            new CallEffect.TellMuted(other),
                            new CallEffect.SetTimer(
                                    CallInput.Timer.CONNECT, machine.terms().times().connect())));
        }
    },
    /** Nobody notices that the other side is gone. */
    DEAD_LINE_UNNOTICED("one call", "a call is active on one side only") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            boolean tells =
                    input == CallInput.Progress.PEER_CLOSED
                            || input == CallInput.Progress.INTERRUPTED
                            || input instanceof CallInput.Failed
                            || Planted.says(input, SignalingMessage.HangUp.class);
            return machine.phase() instanceof Active && tells
                    ? new CallMachine.Step(machine, List.of())
                    : machine.on(input);
        }
    },
    /** That it rings there is taken for the accept, and that nobody is connected for quiet. */
    RINGING_IS_AN_ANSWER("one call", "a call is active with nobody") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            if (machine.phase() instanceof Active && input instanceof CallInput.Failed) {
                return new CallMachine.Step(machine, List.of());
            }
            return machine.phase() instanceof Inviting inviting
                            && Planted.says(input, SignalingMessage.Ringing.class)
                    ? answered(machine, inviting.consent(), ((CallInput.Received) input).from())
                    : machine.on(input);
        }

        private CallMachine.Step answered(CallMachine machine, Consent consent, PartyId peer) {
            return new CallMachine.Step(
                    new CallMachine(
                            machine.terms(),
                            new Active(Conversation.begin(consent, peer, PrivacyMode.DIRECT))),
                    List.of(
                            new CallEffect.CancelTimer(CallInput.Timer.RING),
                            CallEffect.Do.START_MEDIA,
                            new CallEffect.Tell(new CallState.Active())));
        }
    },
    /** Who accepted is forgotten over who we are, so that nothing the peer says counts. */
    PEER_MIXED_UP("one call", "the two sides are in different calls") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Inviting
                            && step.next().phase() instanceof Connecting connecting
                    ? with(step, connecting, machine.terms().self())
                    : step;
        }

        private CallMachine.Step with(CallMachine.Step step, Connecting connecting, PartyId peer) {
            Conversation talk = connecting.talk();
            Conversation other =
                    Conversation.begin(talk.consent(), peer, talk.theirPrivacy())
                            .withVideo(talk.video());
            return new CallMachine.Step(
                    new CallMachine(step.next().terms(), connecting.with(other)), step.effects());
        }
    },
    /** What is heard on the old path is taken for the new one, of which the peer knows nothing. */
    HEARD_ON_THE_OLD_PATH("paths are lost", "the two sides are on different paths") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Reconnecting reconnecting
                            && input == CallInput.Progress.HEARD
                    ? new CallMachine(
                                    machine.terms(),
                                    new Reconnecting(
                                            reconnecting.talk(),
                                            Reconnecting.Step.RECOVERING,
                                            Optional.empty()))
                            .on(input)
                    : machine.on(input);
        }
    },
    /** Video that flows is stopped, and the peer is not told. */
    VIDEO_ENDS_UNSAID(
            "video is asked for, taken, refused and stopped",
            "one side has video, and the other has not") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Talking talking
                            && talking.talk().video().isOn()
                            && input == CallInput.Local.STOP_VIDEO
                    ? Planted.without(machine.on(input), CallEffect.Send.class::isInstance)
                    : machine.on(input);
        }
    },
    /** Whoever hears of a hold says how it holds the call itself. */
    HOLD_ECHOED("hold, resume, more privacy", "answers without end") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return step.next().phase() instanceof Talking talking
                            && Planted.says(input, SignalingMessage.Hold.class)
                    ? Planted.with(
                            step,
                            new CallEffect.Send(
                                    new SignalingMessage.Hold(talking.talk().hold().byUs())))
                    : step;
        }
    };

    private final String scenario;
    private final String promise;

    PlantedSlip(String scenario, String promise) {
        this.scenario = scenario;
        this.promise = promise;
    }

    /** Which promise it breaks first, in the words of the finding. */
    String promise() {
        return promise;
    }

    @Override
    public String scenario() {
        return scenario;
    }
}
