package io.calling;

import io.calling.CallEffect.AddCandidates;
import io.calling.CallEffect.Do;
import io.calling.CallEffect.Send;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.TellMuted;
import io.calling.CallInput.Received;
import io.calling.media.MediaKind;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.Mute;
import io.calling.signaling.SignalingMessage.PrivacyChange;
import io.calling.signaling.SignalingMessage.Video;
import java.util.Set;

/** What both sides may do and say once the call was accepted. */
final class Talk {
    private Talk() {}

    static Transition onMessage(Talking phase, Received received, CallTerms terms) {
        if (!received.from().equals(phase.talk().peer())) {
            return onForeignMessage(phase, received, terms);
        }
        if (received.message() instanceof Candidates more) {
            return onCandidates(phase, received, more);
        }
        if (received.message() instanceof HangUp hangUp) {
            return CallRules.end(CallRules.reasonOf(hangUp.cause()));
        }
        if (received.message() instanceof Answered answered) {
            return onAnswered(phase, received, answered, terms);
        }
        if (received.message() instanceof SignalingMessage.Hold hold) {
            return onHold(phase, received, hold);
        }
        if (received.message() instanceof Mute mute) {
            return onMute(phase, received, mute);
        }
        if (received.message() instanceof Video video) {
            return VideoTalk.onMessage(phase, received, video, terms);
        }
        if (received.message() instanceof PrivacyChange change) {
            return onPrivacyChange(phase, received, change);
        }
        return CallRules.nothing(phase, received);
    }

    /** Our user holds the call, or takes it up again; the peer is told. */
    static Transition hold(Talking phase, boolean on, CallTerms terms) {
        Conversation talk = phase.talk();
        return Transition.to(
                phase.with(talk.withHold(talk.hold().byUs(on))),
                on || talk.hold().byThem() ? Do.HOLD_MEDIA : Do.RESUME_MEDIA,
                new Send(new SignalingMessage.Hold(on)),
                new SetTimer(CallInput.Timer.REPEAT, terms.times().firstRepeat()));
    }

    /** Our user mutes something, or no longer does; the peer is told once. */
    static Transition mute(Talking phase, Set<MediaKind> kinds, CallTerms terms) {
        Conversation talk = phase.talk();
        if (kinds.equals(talk.mutes().ours())) {
            return Transition.to(phase);
        }
        return Transition.to(
                phase.with(talk.withMutes(talk.mutes().ours(kinds))),
                new Send(new Mute(kinds)),
                new SetTimer(CallInput.Timer.REPEAT, terms.times().firstRepeat()));
    }

    /** Our user wants more privacy; the peer is told, so that its side can follow. */
    static Transition tighten(Talking phase, PrivacyMode privacy, CallTerms terms) {
        return Transition.to(
                phase,
                new Send(new PrivacyChange(privacy)),
                new SetTimer(CallInput.Timer.REPEAT, terms.times().firstRepeat()));
    }

    private static Transition onHold(
            Talking phase, Received received, SignalingMessage.Hold message) {
        Conversation talk = phase.talk();
        if (received.sequence() < talk.hold().theirSequence()) {
            return CallRules.nothing(phase, received);
        }
        Conversation.Hold hold = talk.hold().byThem(message.on(), received.sequence());
        return Transition.to(
                phase.with(talk.withHold(hold)), hold.any() ? Do.HOLD_MEDIA : Do.RESUME_MEDIA);
    }

    private static Transition onMute(Talking phase, Received received, Mute message) {
        Conversation talk = phase.talk();
        if (received.sequence() < talk.mutes().theirSequence()) {
            return CallRules.nothing(phase, received);
        }
        Talking next =
                phase.with(
                        talk.withMutes(talk.mutes().theirs(message.kinds(), received.sequence())));
        return message.kinds().equals(talk.mutes().theirs())
                ? Transition.to(next)
                : Transition.to(next, new TellMuted(message.kinds()));
    }

    /** Those of another path are of no use to this one. */
    private static Transition onCandidates(Talking phase, Received received, Candidates more) {
        return more.generation() == phase.talk().generation()
                ? Transition.to(phase, new AddCandidates(more.candidates()))
                : CallRules.nothing(phase, received);
    }

    /** Another device of the callee accepted too late: it is told again who has the call. */
    private static Transition onForeignMessage(Talking phase, Received received, CallTerms terms) {
        return terms.outgoing() && received.message() instanceof Accept
                ? Transition.to(phase, new Send(new Answered(phase.talk().peer())))
                : CallRules.nothing(phase, received);
    }

    /** The caller heard our accept, or heard that of another of our devices first. */
    private static Transition onAnswered(
            Talking phase, Received received, Answered answered, CallTerms terms) {
        if (terms.outgoing() || !(phase instanceof Connecting)) {
            return CallRules.nothing(phase, received);
        }
        return answered.by().equals(terms.self())
                ? Transition.to(phase)
                : CallRules.end(EndReason.ANSWERED_ELSEWHERE);
    }

    /** The peer may only ever ask for more privacy. */
    private static Transition onPrivacyChange(
            Talking phase, Received received, PrivacyChange change) {
        Conversation talk = phase.talk();
        return change.privacy().isAtMost(talk.theirPrivacy())
                ? Transition.to(phase.with(talk.withTheirPrivacy(change.privacy())))
                : CallRules.nothing(phase, received);
    }
}
