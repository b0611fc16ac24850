package io.calling;

import io.calling.CallInput.Received;
import io.calling.media.MediaKind;
import io.calling.signaling.SignalingMessage;
import java.util.List;
import java.util.Set;

/** Machines and cameras with a mistake about video, each of which the explorer must find. */
enum PlantedVideoFault implements Planted {
    /** FaceTime, 2019, turned to video: that the peer asks is taken for our user's yes. */
    VIDEO_ANSWERS_ITSELF("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return machine.phase() instanceof Active
                            && Planted.says(input, SignalingMessage.VideoRequest.class)
                    ? machine.on(input).next().on(new CallInput.AcceptVideo(ModelParts.VIDEO))
                    : machine.on(input);
        }
    },
    /** A rule allows sound only, and video is asked for all the same. */
    VIDEO_AGAINST_THE_RULE("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallTerms old = machine.terms();
            boolean asks = Planted.says(input, SignalingMessage.VideoRequest.class);
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
                    ? Planted.with(
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
                    ? Planted.with(step, VideoTalk.flow(connecting.talk().video()))
                    : step;
        }
    },
    /** Our user stops the video, and the camera goes on. */
    VIDEO_RUNS_ON("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return input == CallInput.Local.STOP_VIDEO
                    ? Planted.without(machine.on(input), CallEffect.Do.STOP_VIDEO::equals)
                    : machine.on(input);
        }
    },
    /** The peer stops the video, and nothing happens here. */
    VIDEO_STOP_IGNORED("video is asked for, taken, refused and stopped") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return Planted.says(input, SignalingMessage.VideoStop.class)
                    ? new CallMachine.Step(machine, List.of())
                    : machine.on(input);
        }
    },
    /** Our user stops the video, and the peer is not told. */
    VIDEO_STOP_NOT_SAID("video is asked for, taken, refused and stopped") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            return input == CallInput.Local.STOP_VIDEO
                    ? Planted.without(machine.on(input), CallEffect.Send.class::isInstance)
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
            return Planted.without(
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
            return Planted.without(machine.on(input), CallEffect.TellVideo.class::isInstance);
        }
    },
    /** Whoever asks for video is told yes, and our user knows nothing of it. */
    VIDEO_YES_SAID_FOR_US("hostile to video") {
        @Override
        public CallMachine.Step on(CallMachine machine, CallInput input) {
            CallMachine.Step step = machine.on(input);
            return machine.phase() instanceof Active
                            && input instanceof Received received
                            && received.message() instanceof SignalingMessage.VideoRequest request
                    ? Planted.with(
                            step,
                            new CallEffect.Send(
                                    new SignalingMessage.VideoAccept(
                                            request.round(), request.video())))
                    : step;
        }
    };

    private final String scenario;

    PlantedVideoFault(String scenario) {
        this.scenario = scenario;
    }

    @Override
    public String scenario() {
        return scenario;
    }
}
