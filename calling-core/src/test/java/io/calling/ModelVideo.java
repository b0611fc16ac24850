package io.calling;

import io.calling.signaling.SignalingMessage.Video;
import io.calling.signaling.SignalingMessage.VideoAccept;
import io.calling.signaling.SignalingMessage.VideoDecline;
import io.calling.signaling.SignalingMessage.VideoRequest;
import io.calling.signaling.SignalingMessage.VideoStop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who wants video, known from what happened and not from the machine, and whether it flows.
 *
 * @param wanted whether our user has said yes, and it has not ended since
 * @param heardYes the rounds in which the peer was heard to say yes
 * @param heardNo the latest round that the peer was heard to end; -1 for none
 * @param flowing whether pictures flow
 * @param told what the application was told last
 */
record ModelVideo(
        boolean wanted, Set<Integer> heardYes, int heardNo, boolean flowing, VideoState told) {
    static final ModelVideo NONE =
            new ModelVideo(false, Set.of(), -1, false, VideoAgreement.NONE.state());

    /** Before the machine hears of it: what our user and the peer have said. */
    ModelVideo heard(CallInput input, ModelLeg leg) {
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
                told);
    }

    /** What the machine wants done: an end of the video is an end of our user's yes as well. */
    ModelVideo after(CallEffect effect) {
        if (effect instanceof CallEffect.Connect connect) {
            Set<Integer> yes = connect.remote().video().isPresent() ? with(0) : heardYes;
            return new ModelVideo(wanted, yes, heardNo, flowing, told);
        }
        if (effect instanceof CallEffect.StartVideo) {
            return new ModelVideo(wanted, heardYes, heardNo, true, told);
        }
        if (effect == CallEffect.Do.STOP_VIDEO) {
            return new ModelVideo(false, heardYes, heardNo, false, told);
        }
        if (effect == CallEffect.Do.RELEASE) {
            return new ModelVideo(false, Set.of(), -1, false, told);
        }
        return effect instanceof CallEffect.TellVideo tell
                ? new ModelVideo(wanted, heardYes, heardNo, flowing, tell.state())
                : this;
    }

    private Set<Integer> with(int round) {
        Set<Integer> more = new HashSet<>(heardYes);
        more.add(round);
        return Set.copyOf(more);
    }

    private ModelVideo withWanted(boolean value) {
        return new ModelVideo(value, heardYes, heardNo, flowing, told);
    }

    /** Which promises about video are broken. */
    static void check(
            ModelLeg before,
            CallInput input,
            CallMachine.Step step,
            ModelLeg after,
            List<String> broken) {
        ModelVideo video = after.video();
        if (video.flowing() && !video.wanted()) {
            broken.add("video without our user's yes");
        }
        boolean saidYes = step.effects().stream().anyMatch(effect -> saysYes(effect, step.next()));
        if (saidYes && !before.video().heard(input, before).wanted()) {
            broken.add("yes was said to video without our user");
        }
        VideoAgreement agreed = after.talk().map(Conversation::video).orElse(VideoAgreement.NONE);
        checkMachine(agreed, after, broken);
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
