package io.calling;

import io.calling.media.MediaKind;
import io.calling.signaling.SignalingMessage;
import java.util.List;
import java.util.Set;

/**
 * Machines with a mistake that no known software has made, one for each promise of the explorer
 * that nothing else would show to be able to fail.
 */
enum PlantedSlip implements Planted {
    /** The application is not told that the call is active. */
    ACTIVE_NOT_TOLD("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.without(
                    machine.on(input),
                    effect -> effect.equals(new CallEffect.Tell(new CallState.Active())));
        }
    },
    /** What the call held is released once more. */
    RELEASED_TWICE("hostile caller") {
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
    LATE_RINGING_TOLD("hostile callee") {
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
    ANSWERED_IS_AN_ACCEPT("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Offered
                            && Planted.says(input, SignalingMessage.Answered.class)
                    ? new CallMachine.Step(machine.on(CallInput.Local.ACCEPT).next(), List.of())
                    : machine.on(input);
        }
    },
    /** Candidates are handed to a path that is not open yet. */
    EARLY_CANDIDATES_USED("hostile caller") {
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
    WAITS_ON_THE_SPOT("one call") {
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
    WAITS_IN_A_CIRCLE("one call") {
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
    DEAD_LINE_UNNOTICED("one call") {
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
    };

    private final String scenario;

    PlantedSlip(String scenario) {
        this.scenario = scenario;
    }

    @Override
    public String scenario() {
        return scenario;
    }
}
