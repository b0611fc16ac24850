package io.calling;

import io.calling.CallEffect.CancelTimer;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.Send;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.StartVideo;
import io.calling.CallEffect.TellVideo;
import io.calling.CallInput.Local;
import io.calling.CallInput.Received;
import io.calling.CallInput.Timer;
import io.calling.VideoState.Off.Cause;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage.Video;
import io.calling.signaling.SignalingMessage.VideoAccept;
import io.calling.signaling.SignalingMessage.VideoDecline;
import io.calling.signaling.SignalingMessage.VideoRequest;
import io.calling.signaling.SignalingMessage.VideoStop;
import io.calling.signaling.VideoParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What both sides may do and say about video once the call was accepted. No message of the peer
 * starts it but one that answers our user, and each that ends it does so at once.
 */
final class VideoTalk {
    private VideoTalk() {}

    /** What the invite and the accept have agreed on. */
    static VideoAgreement first(SessionParameters theirs, CallTerms terms) {
        Optional<VideoParameters> ours = terms.wantedVideo();
        if (ours.isPresent() && theirs.video().isPresent()) {
            return VideoAgreement.on(0, ours.get(), theirs.video().get());
        }
        if (ours.isPresent() && terms.outgoing()) {
            return VideoAgreement.off(0, Cause.DECLINED);
        }
        return theirs.video().isPresent()
                ? VideoAgreement.off(0, Cause.OUR_CHOICE)
                : VideoAgreement.NONE;
    }

    /** What to do about it when both have accepted: what was given in vain is given back. */
    static List<CallEffect> firstEffects(
            VideoAgreement first, SessionParameters theirs, CallTerms terms) {
        List<CallEffect> effects = new ArrayList<>();
        if (terms.video().isPresent() && !first.isOn()) {
            effects.add(Do.STOP_VIDEO);
        }
        if (terms.outgoing() && theirs.video().isPresent() && !first.isOn()) {
            // Our user no longer wants what the invite asked for.
            effects.addAll(say(new VideoStop(0), terms));
        }
        if (!first.equals(VideoAgreement.NONE)) {
            effects.add(new TellVideo(first.state()));
        }
        return effects;
    }

    /** Whether an input is about video. */
    static boolean concerns(CallInput input) {
        return input instanceof CallInput.RequestVideo
                || input instanceof CallInput.AcceptVideo
                || input == Local.STOP_VIDEO
                || input == Timer.VIDEO;
    }

    static Transition on(Talking phase, CallInput input, CallTerms terms) {
        VideoAgreement video = phase.talk().video();
        if (input instanceof CallInput.RequestVideo request) {
            return video.isOff()
                    ? request(phase, request.ours(), terms)
                    : accept(phase, request.ours(), terms);
        }
        if (input instanceof CallInput.AcceptVideo accept) {
            return video.isOff()
                    ? Transition.to(phase, Do.STOP_VIDEO)
                    : accept(phase, accept.ours(), terms);
        }
        if (input == Timer.VIDEO) {
            return video.isRequested()
                    ? end(phase, Cause.UNANSWERED, new VideoStop(video.round()), terms)
                    : Transition.to(phase);
        }
        return video.isOff() ? Transition.to(phase) : stop(phase, video, terms);
    }

    /** A no is a no, whatever it was said to. */
    private static Transition stop(Talking phase, VideoAgreement video, CallTerms terms) {
        int round = video.round();
        Video message = video.isOffered() ? new VideoDecline(round) : new VideoStop(round);
        return end(phase, Cause.OUR_CHOICE, message, terms);
    }

    private static Transition request(Talking phase, VideoParameters ours, CallTerms terms) {
        int round = phase.talk().video().round() + 1;
        if (!terms.mayHaveVideo() || round > Video.MAX_ROUND) {
            return Transition.to(phase, Do.STOP_VIDEO);
        }
        VideoAgreement next = VideoAgreement.requested(round, ours);
        return Transition.to(with(phase, next))
                .and(say(new VideoRequest(round, ours), terms))
                .and(new SetTimer(Timer.VIDEO, terms.times().video()))
                .and(new TellVideo(next.state()));
    }

    /** Our user agrees to what the peer's has asked for; who asks too agrees as well. */
    private static Transition accept(Talking phase, VideoParameters ours, CallTerms terms) {
        VideoAgreement video = phase.talk().video();
        if (!video.isOffered()) {
            return Transition.to(phase);
        }
        int round = video.round();
        return start(phase, VideoAgreement.on(round, ours, video.theirs().orElseThrow()))
                .after(say(new VideoAccept(round, ours), terms));
    }

    static Transition onMessage(Talking phase, Received received, Video message, CallTerms terms) {
        VideoAgreement video = phase.talk().video();
        if (message.round() < video.round()) {
            return CallRules.nothing(phase, received);
        }
        if (message instanceof VideoRequest request) {
            return onRequest(phase, received, request, terms);
        }
        if (message instanceof VideoAccept accept) {
            return onAccept(phase, received, accept, terms);
        }
        boolean over = video.isOff() && message.round() == video.round();
        if (over) {
            return CallRules.nothing(phase, received);
        }
        Cause cause = video.isRequested() ? Cause.DECLINED : Cause.THEIR_CHOICE;
        return change(
                phase, VideoAgreement.off(message.round(), video.isOff() ? last(video) : cause));
    }

    private static Cause last(VideoAgreement off) {
        return off.state() instanceof VideoState.Off over ? over.cause() : Cause.OUR_CHOICE;
    }

    private static Transition onRequest(
            Talking phase, Received received, VideoRequest request, CallTerms terms) {
        VideoAgreement video = phase.talk().video();
        int round = request.round();
        if (video.isRequested()) {
            VideoParameters ours = video.ours().orElseThrow();
            Transition agreed = start(phase, VideoAgreement.on(round, ours, request.video()));
            // Both have asked; whose request is not the latest says yes to the other's.
            return round == video.round()
                    ? agreed
                    : agreed.after(say(new VideoAccept(round, ours), terms));
        }
        if (round == video.round()) {
            return CallRules.nothing(phase, received);
        }
        if (!terms.mayHaveVideo()) {
            // A rule is no user who says no: the peer hears what it hears where nobody looks.
            return change(phase, VideoAgreement.off(round, last(video)));
        }
        return change(phase, VideoAgreement.offered(round, request.video()));
    }

    private static Transition onAccept(
            Talking phase, Received received, VideoAccept accept, CallTerms terms) {
        VideoAgreement video = phase.talk().video();
        boolean same = accept.round() == video.round();
        if (same && video.isRequested()) {
            VideoParameters ours = video.ours().orElseThrow();
            return start(phase, VideoAgreement.on(accept.round(), ours, accept.video()));
        }
        // It was withdrawn meanwhile, and the peer has not heard of it.
        return same && video.isOff()
                ? Transition.to(phase).and(say(new VideoStop(video.round()), terms))
                : CallRules.nothing(phase, received);
    }

    /** Pictures flow from now on, or from when there are keys. */
    private static Transition start(Talking phase, VideoAgreement next) {
        Transition agreed = change(phase, next);
        return phase instanceof Connecting ? agreed : agreed.and(flow(next));
    }

    /** Lets pictures flow, as was agreed. */
    static StartVideo flow(VideoAgreement on) {
        return new StartVideo(on.theirs().orElseThrow());
    }

    private static Transition end(Talking phase, Cause cause, Video message, CallTerms terms) {
        return change(phase, VideoAgreement.off(message.round(), cause)).and(say(message, terms));
    }

    /** What flowed or was about to ends first; the user is told what is new. */
    private static Transition change(Talking phase, VideoAgreement next) {
        VideoAgreement before = phase.talk().video();
        Transition changed = Transition.to(with(phase, next));
        if (before.isOn() || before.isRequested() && next.isOff()) {
            changed = changed.and(Do.STOP_VIDEO);
        }
        if (before.isRequested()) {
            changed = changed.and(new CancelTimer(Timer.VIDEO));
        }
        return next.state().equals(before.state())
                ? changed
                : changed.and(new TellVideo(next.state()));
    }

    private static Talking with(Talking phase, VideoAgreement video) {
        return phase.with(phase.talk().withVideo(video));
    }

    private static List<CallEffect> say(Video message, CallTerms terms) {
        return List.of(
                new Send(message),
                new SetTimer(CallInput.Timer.REPEAT, terms.times().firstRepeat()));
    }
}
