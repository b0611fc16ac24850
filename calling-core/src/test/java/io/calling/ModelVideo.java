package io.calling;

import io.calling.signaling.SignalingMessage.Video;
import io.calling.signaling.SignalingMessage.VideoAccept;
import io.calling.signaling.SignalingMessage.VideoDecline;
import io.calling.signaling.SignalingMessage.VideoRequest;
import io.calling.signaling.SignalingMessage.VideoStop;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who wants video, known from what happened and not from the machine, and whether it flows; and
 * beside it what {@link CallVideo} would hold, which is the library's own code.
 *
 * @param wanted whether our user has said yes, and it has not ended since
 * @param heardYes the rounds in which the peer was heard to say yes
 * @param heardNo the latest round that the peer was heard to end; -1 for none
 * @param flowing whether pictures flow
 * @param told what the application was told last
 * @param gate what our user has given, and whether it is in use
 * @param wrong what became of something given that should not
 */
record ModelVideo(
        boolean wanted,
        Set<Integer> heardYes,
        int heardNo,
        boolean flowing,
        VideoState told,
        VideoGate gate,
        Optional<String> wrong) {
    static final ModelVideo NONE =
            new ModelVideo(
                    false,
                    Set.of(),
                    -1,
                    false,
                    VideoAgreement.NONE.state(),
                    VideoGate.EMPTY,
                    Optional.empty());

    /** Before the machine hears of it: what our user and the peer have said. */
    ModelVideo heard(CallInput input, ModelLeg leg, ModelBehaviour behaviour) {
        return wished(input, leg).withGiven(input, behaviour);
    }

    /** {@link Call#bring} and {@link VideoWishes}: our user gives something with a yes. */
    private ModelVideo withGiven(CallInput input, ModelBehaviour behaviour) {
        boolean gives =
                input instanceof CallInput.Brings brings && brings.ours().isPresent()
                        || input instanceof CallInput.RequestVideo
                        || input instanceof CallInput.AcceptVideo;
        if (gives) {
            VideoGate.Step step = behaviour.give(gate);
            boolean replaced = gate.given() && step.fate() == VideoGate.Fate.KEPT;
            return with(step.next(), replaced ? "a camera took another's place" : null);
        }
        return input instanceof CallInput.Brings
                ? with(behaviour.stop(gate).next(), null)
                : with(gate, null);
    }

    private ModelVideo wished(CallInput input, ModelLeg leg) {
        if (input instanceof CallInput.Brings brings) {
            return withWanted(brings.ours().isPresent());
        }
        if (input == CallInput.Local.STOP_VIDEO) {
            return withWanted(false);
        }
        if (input instanceof CallInput.RequestVideo) {
            return withWanted(leg.machine().terms().mayHaveVideo());
        }
        if (input instanceof CallInput.AcceptVideo) {
            return withWanted(wanted || told instanceof VideoState.Offered);
        }
        boolean peers =
                input instanceof CallInput.Received received
                        && leg.talk().isPresent()
                        && leg.talk().get().peer().equals(received.from());
        return peers && ((CallInput.Received) input).message() instanceof Video video
                ? heard(video)
                : this;
    }

    private ModelVideo heard(Video message) {
        boolean yes = message instanceof VideoRequest || message instanceof VideoAccept;
        boolean no = message instanceof VideoStop || message instanceof VideoDecline;
        return new ModelVideo(
                wanted,
                yes ? with(message.round()) : heardYes,
                no ? Math.max(heardNo, message.round()) : heardNo,
                flowing,
                told,
                gate,
                wrong);
    }

    /** What the machine wants done: an end of the video is an end of our user's yes as well. */
    ModelVideo after(CallEffect effect, ModelBehaviour behaviour) {
        if (effect instanceof CallEffect.Connect connect) {
            Set<Integer> yes = connect.remote().video().isPresent() ? with(0) : heardYes;
            return new ModelVideo(wanted, yes, heardNo, flowing, told, gate, wrong);
        }
        if (effect instanceof CallEffect.StartVideo) {
            return new ModelVideo(wanted, heardYes, heardNo, true, told, gate, wrong).started();
        }
        if (effect == CallEffect.Do.STOP_VIDEO) {
            VideoGate next = behaviour.stop(gate).next();
            return new ModelVideo(false, heardYes, heardNo, false, told, next, wrong);
        }
        if (effect == CallEffect.Do.HOLD_MEDIA || effect == CallEffect.Do.RESUME_MEDIA) {
            return with(behaviour.hold(gate, effect == CallEffect.Do.HOLD_MEDIA), null);
        }
        if (effect == CallEffect.Do.RELEASE) {
            return new ModelVideo(false, Set.of(), -1, false, told, gate.close().next(), wrong);
        }
        return effect instanceof CallEffect.TellVideo tell
                ? new ModelVideo(wanted, heardYes, heardNo, flowing, tell.state(), gate, wrong)
                : this;
    }

    private ModelVideo started() {
        try {
            return with(gate.start(), null);
        } catch (IllegalStateException e) {
            return with(gate, "video began and nothing was given for it");
        }
    }

    private ModelVideo with(VideoGate next, @Nullable String nowWrong) {
        return new ModelVideo(
                wanted,
                heardYes,
                heardNo,
                flowing,
                told,
                next,
                nowWrong == null ? wrong : Optional.of(nowWrong));
    }

    private Set<Integer> with(int round) {
        Set<Integer> more = new HashSet<>(heardYes);
        more.add(round);
        return Set.copyOf(more);
    }

    private ModelVideo withWanted(boolean value) {
        return new ModelVideo(value, heardYes, heardNo, flowing, told, gate, wrong);
    }

    /** Which promises about video are broken. */
    static void check(
            ModelLeg before,
            CallInput input,
            CallMachine.Step step,
            ModelLeg after,
            List<String> broken) {
        checkGate(after, broken);
        ModelVideo video = after.video();
        if (video.flowing() && !video.wanted()) {
            broken.add("video without our user's yes");
        }
        boolean saidYes = step.effects().stream().anyMatch(effect -> saysYes(effect, step.next()));
        if (saidYes && !before.video().wished(input, before).wanted()) {
            broken.add("yes was said to video without our user");
        }
        boolean saidNo =
                step.effects().stream()
                        .anyMatch(
                                effect ->
                                        effect instanceof CallEffect.Send send
                                                && send.message() instanceof VideoDecline);
        if (saidNo && input != CallInput.Local.STOP_VIDEO) {
            broken.add("no was said to video without our user");
        }
        VideoAgreement agreed = after.talk().map(Conversation::video).orElse(VideoAgreement.NONE);
        checkMachine(agreed, after, broken);
    }

    private static void checkGate(ModelLeg after, List<String> broken) {
        ModelVideo video = after.video();
        VideoGate gate = video.gate();
        video.wrong().ifPresent(broken::add);
        if (gate.given() != video.wanted()) {
            broken.add("what was given for video is not what our user wants");
        }
        if (gate.flowing() != video.flowing()) {
            broken.add("the camera is in use, or is not, against what was agreed");
        }
        if (!after.hasEnded() && gate.held() != after.path().held()) {
            broken.add("video is held, or is not, against the users");
        }
    }

    private static void checkMachine(VideoAgreement agreed, ModelLeg after, List<String> broken) {
        ModelVideo video = after.video();
        CallPhase phase = after.machine().phase();
        boolean secured = phase instanceof Active || phase instanceof Reconnecting;
        if (video.flowing() != (secured && agreed.isOn())) {
            broken.add("video does not flow exactly while both want it");
        }
        if (video.flowing()
                && (!video.heardYes().contains(agreed.round())
                        || video.heardNo() >= agreed.round())) {
            broken.add("video without the peer's yes");
        }
        if (!agreed.isOff() && !after.machine().terms().mayHaveVideo()) {
            broken.add("video against the policy");
        }
        if (agreed.isRequested() != after.timers().contains(CallInput.Timer.VIDEO)) {
            broken.add("a request for video has no deadline, or it runs on");
        }
        if (after.talk().isPresent() && !agreed.state().equals(video.told())) {
            broken.add("the application was told something else about video");
        }
    }

    private static boolean saysYes(CallEffect effect, CallMachine next) {
        if (effect == CallEffect.Do.SEND_INVITE || effect == CallEffect.Do.SEND_ACCEPT) {
            return next.announcedVideo().isPresent();
        }
        return effect instanceof CallEffect.Send send
                && (send.message() instanceof VideoRequest
                        || send.message() instanceof VideoAccept);
    }
}
