package io.calling;

import io.calling.CallInput.Received;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.SignalingMessage;
import java.util.List;

/**
 * Machines with a mistake that calling software has made, or could make: what the explorer must
 * find, lest its silence means nothing.
 */
enum PlantedFault implements Planted {
    /** Signal Android, 2019: "connected" from the caller was taken for the callee's own accept. */
    REMOTE_ACCEPT_ANSWERS("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            boolean confused =
                    machine.phase() instanceof Offered
                            && Planted.says(input, SignalingMessage.Accept.class);
            return machine.on(confused ? CallInput.Local.ACCEPT : input);
        }
    },
    /** Messenger: an update of the session made the callee connect while it rang. */
    CANDIDATES_CONNECT("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Offered offered
                            && Planted.says(input, SignalingMessage.Candidates.class)
                            && !step.drops()
                    ? Planted.with(step, new CallEffect.Connect(offered.remote()))
                    : step;
        }
    },
    /** Duo: what the callee captures was sent until something stopped it. */
    CAPTURE_WHILE_IT_RINGS("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return step.effects().contains(CallEffect.Do.OFFER)
                    ? Planted.with(step, CallEffect.Do.START_MEDIA)
                    : step;
        }
    },
    /** Most products: everybody learns that it rings. */
    RINGING_TOLD_TO_ALL("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return step.effects().contains(CallEffect.Do.OFFER)
                            && !step.next().terms().revealPresence()
                    ? Planted.with(step, new CallEffect.Send(new SignalingMessage.Ringing()))
                    : step;
        }
    },
    /** A decline is told to those who may not know that anybody is there. */
    DECLINE_TOLD_TO_ALL("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Offered
                            && input == CallInput.Local.DECLINE
                            && !machine.terms().revealPresence()
                    ? Planted.with(step, new CallEffect.Send(new SignalingMessage.Decline()))
                    : step;
        }
    },
    /** matrix-js-sdk 577, turned round: what the peer wants takes the place of what we want. */
    PEER_WIDENS_PRIVACY("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return input instanceof Received received
                            && received.message() instanceof SignalingMessage.PrivacyChange change
                            && machine.phase() instanceof Talking talking
                    ? new CallMachine.Step(
                            new CallMachine(
                                    step.next().terms(),
                                    talking.with(
                                            talking.talk().withTheirPrivacy(change.privacy()))),
                            List.of())
                    : step;
        }
    },
    /** A side that wants more privacy says so once, and never again. */
    PRIVACY_SAID_ONCE("hold, resume, more privacy") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return input instanceof CallInput.Tightened
                    ? Planted.without(step, CallEffect.Send.class::isInstance)
                    : step;
        }
    },
    /** The ringing goes on behind the call. */
    RING_TIMER_RUNS_ON("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.without(
                    machine.on(input),
                    effect -> effect.equals(new CallEffect.CancelTimer(CallInput.Timer.RING)));
        }
    },
    /** A call that nobody can reach any more reconnects for ever. */
    RECONNECTS_FOR_EVER("a path is lost, and found again") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.without(
                    machine.on(input),
                    effect ->
                            effect instanceof CallEffect.SetTimer set
                                    && set.timer() == CallInput.Timer.RECONNECT);
        }
    },
    /** Something is kept after the end. */
    KEEPS_THE_RELAY("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.says(input, SignalingMessage.HangUp.class)
                    ? Planted.without(machine.on(input), CallEffect.Do.RELEASE::equals)
                    : machine.on(input);
        }
    },
    /** RingRTC: a late message brings back a call that is over. */
    LATE_ACCEPT_REVIVES("hostile callee") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            boolean late =
                    machine.phase() instanceof Ended
                            && machine.terms().outgoing()
                            && Planted.says(input, SignalingMessage.Accept.class);
            return late
                    ? new CallMachine(
                                    machine.terms(),
                                    new Inviting(new Consent(CallInput.Local.PLACE), false))
                            .on(input)
                    : machine.on(input);
        }
    },
    /** A second device that accepts takes the call away from the first. */
    LAST_ACCEPT_WINS("hostile callee") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            boolean second =
                    machine.phase() instanceof Active
                            && machine.terms().outgoing()
                            && Planted.says(input, SignalingMessage.Accept.class);
            return second
                    ? Planted.with(
                            new CallMachine(
                                            machine.terms(),
                                            new Inviting(new Consent(CallInput.Local.PLACE), false))
                                    .on(input),
                            new CallEffect.CancelTimer(CallInput.Timer.CONNECT))
                    : machine.on(input);
        }
    },
    /** Media starts with the accept, before there are keys. */
    MEDIA_BEFORE_KEYS("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return input == CallInput.Local.ACCEPT && step.next().phase() instanceof Connecting
                    ? Planted.with(step, CallEffect.Do.START_MEDIA)
                    : step;
        }
    },
    /** A held call is heard on. */
    HOLD_CHANGES_NOTHING("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.without(machine.on(input), CallEffect.Do.HOLD_MEDIA::equals);
        }
    },
    /** The peer's mute is known, and nobody is told. */
    MUTE_NOT_TOLD("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.without(machine.on(input), CallEffect.TellMuted.class::isInstance);
        }
    },
    /** A mute that comes while the call reconnects is lost. */
    MUTE_LOST("mute, and a path is lost") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Reconnecting
                            && Planted.says(input, SignalingMessage.Mute.class)
                    ? new CallMachine.Step(machine, List.of())
                    : machine.on(input);
        }
    },
    /** The peer's renewal is not joined, so that each side waits on a path of its own. */
    RENEWAL_IGNORED("a path is lost, and found again") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Active
                            && Planted.says(input, SignalingMessage.Renew.class)
                    ? new CallMachine.Step(machine, List.of())
                    : machine.on(input);
        }
    },
    /** Glare: each gives way to the other. */
    BOTH_GIVE_WAY("both call") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public boolean givesWay(CallId ours, CallId theirs) {
            return true;
        }
    },
    /** Glare: neither gives way. */
    NEITHER_GIVES_WAY("both call") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public boolean givesWay(CallId ours, CallId theirs) {
            return false;
        }
    },
    /** Whoever says the same again is believed again, whatever was said since. */
    REPLAYS_ARE_TAKEN("both call, one hangs up") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(
                    input instanceof Received received
                            ? new Received(received.from(), Integer.MAX_VALUE, received.message())
                            : input);
        }

        @Override
        public boolean isFresh(Inbox inbox, Envelope envelope) {
            return true;
        }
    };

    private final String scenario;

    PlantedFault(String scenario) {
        this.scenario = scenario;
    }

    @Override
    public String scenario() {
        return scenario;
    }
}
