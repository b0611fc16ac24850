package io.calling;

import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.HangUp.Cause;

/** What holds in several phases. */
final class CallRules {
    private CallRules() {}

    /** The input means nothing here: a message is counted as dropped, anything else is late. */
    static Transition nothing(CallPhase phase, CallInput input) {
        return input instanceof CallInput.Received
                ? Transition.to(phase, CallEffect.Do.DROP)
                : Transition.to(phase);
    }

    /** Both users have called each other, and this call goes on as the one the peer placed. */
    static Transition adopt(Consent consent, CallInput.Adopted adopted, CallTerms terms) {
        return accept(consent, adopted.caller(), adopted.remote(), terms)
                .after(CallEffect.Do.ADOPT);
    }

    /** Our user takes the call that the peer placed. */
    static Transition accept(
            Consent consent, PartyId caller, SessionParameters remote, CallTerms terms) {
        Conversation talk = Conversation.begin(consent, caller, remote, terms);
        return Transition.to(
                        new Connecting(talk, false),
                        new CallEffect.Mark(Milestone.ACCEPTED),
                        new CallEffect.CancelTimer(CallInput.Timer.RING),
                        new CallEffect.SetTimer(CallInput.Timer.CONNECT, terms.times().connect()),
                        new CallEffect.SetTimer(
                                CallInput.Timer.REPEAT, terms.times().firstRepeat()),
                        CallEffect.Do.SEND_ACCEPT,
                        new CallEffect.Connect(remote),
                        new CallEffect.Tell(new CallState.Connecting()))
                .and(VideoTalk.firstEffects(talk.video(), remote, terms));
    }

    /** The call is over, and nobody is told but our user. */
    static Transition end(EndReason reason) {
        return Transition.to(
                new Ended(reason),
                new CallEffect.Mark(Milestone.ENDED),
                new CallEffect.Tell(new CallState.Ended(reason)),
                CallEffect.Do.RELEASE);
    }

    /** The call is over, and the peer is told first. */
    static Transition endAndSay(EndReason reason, SignalingMessage message) {
        return end(reason).after(new CallEffect.Send(message));
    }

    /** The call is over, and the peer, who knows of it, is told as much as concerns it. */
    static Transition endAndSay(EndReason reason) {
        return endAndSay(reason, new HangUp(causeOf(reason)));
    }

    /** What a hang-up of the peer means to our user. */
    static EndReason reasonOf(Cause cause) {
        return switch (cause) {
            case USER -> EndReason.HUNG_UP;
            case UNANSWERED -> EndReason.UNANSWERED;
            case NO_PATH -> EndReason.NO_PATH;
            case SECURITY -> EndReason.HANDSHAKE_FAILED;
        };
    }

    private static Cause causeOf(EndReason reason) {
        return switch (reason) {
            case UNANSWERED -> Cause.UNANSWERED;
            case HANDSHAKE_FAILED, FINGERPRINT_MISMATCH, IDENTITY_MISMATCH -> Cause.SECURITY;
            case NO_RELAY_CONFIGURED,
                    RELAY_EXPOSES_YOU,
                    RELAY_UNREACHABLE,
                    RELAY_UNAUTHORIZED,
                    NO_PATH,
                    PEER_LOST ->
                    Cause.NO_PATH;
            case DECLINED,
                    BUSY,
                    ANSWERED_ELSEWHERE,
                    POLICY,
                    HUNG_UP,
                    PRIVACY_VIOLATION_PREVENTED,
                    SIGNALING_FAILED,
                    MEDIA_FAILED ->
                    Cause.USER;
        };
    }
}
