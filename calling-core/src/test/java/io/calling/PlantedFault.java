package io.calling;

import io.calling.CallInput.Received;
import io.calling.media.MediaKind;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.Inbox;
import io.calling.signaling.SignalingMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Machines with a mistake that calling software has made, or could make: what the explorer must
 * find, lest its silence means nothing.
 */
enum PlantedFault implements ModelBehaviour {
    /** Signal Android, 2019: "connected" from the caller was taken for the callee's own accept. */
    REMOTE_ACCEPT_ANSWERS("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            boolean confused =
                    machine.phase() instanceof Offered
                            && says(input, SignalingMessage.Accept.class);
            return machine.on(confused ? CallInput.Local.ACCEPT : input);
        }
    },
    /** Messenger: an update of the session made the callee connect while it rang. */
    CANDIDATES_CONNECT("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Offered offered
                            && says(input, SignalingMessage.Candidates.class)
                            && !step.drops()
                    ? with(step, new CallEffect.Connect(offered.remote()))
                    : step;
        }
    },
    /** Duo: what the callee captures was sent until something stopped it. */
    CAPTURE_WHILE_IT_RINGS("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return step.effects().contains(CallEffect.Do.OFFER)
                    ? with(step, CallEffect.Do.START_MEDIA)
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
                    ? with(step, new CallEffect.Send(new SignalingMessage.Ringing()))
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
                    ? with(step, new CallEffect.Send(new SignalingMessage.Decline()))
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
                    ? without(step, CallEffect.Send.class::isInstance)
                    : step;
        }
    },
    /** The ringing goes on behind the call. */
    RING_TIMER_RUNS_ON("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return without(
                    machine.on(input),
                    effect -> effect.equals(new CallEffect.CancelTimer(CallInput.Timer.RING)));
        }
    },
    /** A call that nobody can reach any more reconnects for ever. */
    RECONNECTS_FOR_EVER("a path is lost, and found again") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return without(
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
            return says(input, SignalingMessage.HangUp.class)
                    ? without(machine.on(input), CallEffect.Do.RELEASE::equals)
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
                            && says(input, SignalingMessage.Accept.class);
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
                            && says(input, SignalingMessage.Accept.class);
            return second
                    ? with(
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
                    ? with(step, CallEffect.Do.START_MEDIA)
                    : step;
        }
    },
    /** A held call is heard on. */
    HOLD_CHANGES_NOTHING("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return without(machine.on(input), CallEffect.Do.HOLD_MEDIA::equals);
        }
    },
    /** The peer's mute is known, and nobody is told. */
    MUTE_NOT_TOLD("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return without(machine.on(input), CallEffect.TellMuted.class::isInstance);
        }
    },
    /** A mute that comes while the call reconnects is lost. */
    MUTE_LOST("mute, and a path is lost") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Reconnecting
                            && says(input, SignalingMessage.Mute.class)
                    ? new CallMachine.Step(machine, List.of())
                    : machine.on(input);
        }
    },
    /** FaceTime, 2019, turned to video: that the peer asks is taken for our user's yes. */
    VIDEO_ANSWERS_ITSELF("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Active
                            && says(input, SignalingMessage.VideoRequest.class)
                    ? machine.on(input).next().on(new CallInput.AcceptVideo(ModelParts.VIDEO))
                    : machine.on(input);
        }
    },
    /** A rule allows sound only, and video is asked for all the same. */
    VIDEO_AGAINST_THE_RULE("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallTerms old = machine.terms();
            boolean asks = says(input, SignalingMessage.VideoRequest.class);
            CallTerms wide =
                    new CallTerms(
                            old.outgoing(),
                            old.self(),
                            old.privacy(),
                            old.revealPresence(),
                            old.times(),
                            Set.of(MediaKind.values()),
                            old.video());
            CallMachine.Step step = new CallMachine(asks ? wide : old, machine.phase()).on(input);
            return asks
                    ? new CallMachine.Step(
                            new CallMachine(old, step.next().phase()), step.effects())
                    : step;
        }
    },
    /** A rule allows sound only, and whoever asks for video is told so at once. */
    VIDEO_RULE_TOLD("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Talking
                            && !machine.terms().mayHaveVideo()
                            && input instanceof Received received
                            && received.message() instanceof SignalingMessage.VideoRequest request
                    ? with(
                            step,
                            new CallEffect.Send(new SignalingMessage.VideoDecline(request.round())))
                    : step;
        }
    },
    /** Pictures leave with the accept, before there are keys. */
    VIDEO_BEFORE_KEYS("video from the beginning, where a rule may allow sound only") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return !(machine.phase() instanceof Talking)
                            && step.next().phase() instanceof Connecting connecting
                            && connecting.talk().video().isOn()
                    ? with(step, VideoTalk.flow(connecting.talk().video()))
                    : step;
        }
    },
    /** Our user stops the video, and the camera goes on. */
    VIDEO_RUNS_ON("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return input == CallInput.Local.STOP_VIDEO
                    ? without(machine.on(input), CallEffect.Do.STOP_VIDEO::equals)
                    : machine.on(input);
        }
    },
    /** The peer stops the video, and nothing happens here. */
    VIDEO_STOP_IGNORED("video is asked for, taken, refused and stopped") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return says(input, SignalingMessage.VideoStop.class)
                    ? new CallMachine.Step(machine, List.of())
                    : machine.on(input);
        }
    },
    /** Our user stops the video, and the peer is not told. */
    VIDEO_STOP_NOT_SAID("video is asked for, taken, refused and stopped") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return input == CallInput.Local.STOP_VIDEO
                    ? without(machine.on(input), CallEffect.Send.class::isInstance)
                    : machine.on(input);
        }
    },
    /** A yes that comes late, to what was withdrawn, is taken for one to what is asked now. */
    VIDEO_YES_OF_BEFORE("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Talking talking
                            && input instanceof Received received
                            && received.message() instanceof SignalingMessage.VideoAccept old
                            && old.round() < talking.talk().video().round()
                    ? machine.on(
                            new Received(
                                    received.from(),
                                    received.sequence(),
                                    new SignalingMessage.VideoAccept(
                                            talking.talk().video().round(), old.video())))
                    : machine.on(input);
        }
    },
    /** A request for video that nobody answers waits for ever. */
    VIDEO_WAITS_FOR_EVER("video is asked for, taken, refused and stopped") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return without(
                    machine.on(input),
                    effect ->
                            effect instanceof CallEffect.SetTimer set
                                    && set.timer() == CallInput.Timer.VIDEO);
        }
    },
    /** A camera that was given for a request is kept open though the peer said no. */
    CAMERA_KEPT_AFTER_A_NO("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public VideoGate.Step stop(VideoGate gate) {
            return gate.flowing() ? gate.stop() : new VideoGate.Step(gate, VideoGate.Fate.STAYS);
        }
    },
    /** The agreement ends, and the camera does not notice. */
    CAMERA_RUNS_ON("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public VideoGate.Step stop(VideoGate gate) {
            return gate.flowing() ? new VideoGate.Step(gate, VideoGate.Fate.STAYS) : gate.stop();
        }
    },
    /** Whoever gives a second camera has the first one forgotten, and never closed. */
    CAMERA_FORGOTTEN("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public VideoGate.Step give(VideoGate gate) {
            return new VideoGate.Step(
                    new VideoGate(true, gate.flowing(), gate.held(), gate.closed()),
                    VideoGate.Fate.KEPT);
        }
    },
    /** A camera is never taken, so that video begins with nothing. */
    CAMERA_NOT_TAKEN("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public VideoGate.Step give(VideoGate gate) {
            return new VideoGate.Step(gate, VideoGate.Fate.GIVEN_BACK);
        }
    },
    /** A held call goes on to show its user. */
    CAMERA_NOT_HELD("hostile caller") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.on(input);
        }

        @Override
        public VideoGate hold(VideoGate gate, boolean on) {
            return gate;
        }
    },
    /** That there is video, or no longer is, is not told. */
    VIDEO_NOT_TOLD("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return without(machine.on(input), CallEffect.TellVideo.class::isInstance);
        }
    },
    /** The peer's renewal is not joined, so that each side waits on a path of its own. */
    RENEWAL_IGNORED("a path is lost, and found again") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Active && says(input, SignalingMessage.Renew.class)
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

    /** Where to look for it first. */
    String scenario() {
        return scenario;
    }

    private static boolean says(CallInput input, Class<? extends SignalingMessage> kind) {
        return input instanceof Received received && kind.isInstance(received.message());
    }

    private static CallMachine.Step with(CallMachine.Step step, CallEffect effect) {
        List<CallEffect> effects = new ArrayList<>(step.effects());
        effects.add(effect);
        return new CallMachine.Step(step.next(), effects);
    }

    private static CallMachine.Step without(CallMachine.Step step, Predicate<CallEffect> unwanted) {
        return new CallMachine.Step(
                step.next(), step.effects().stream().filter(unwanted.negate()).toList());
    }
}
