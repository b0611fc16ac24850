package io.calling;

import io.calling.media.MediaKind;
import io.calling.signaling.SignalingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What every step of every call has to keep, whatever the other side does. */
final class ModelPromises {
    /** What no call may do before its own user wants it. */
    private static final Set<CallEffect.Do> NEEDS_CONSENT =
            Set.of(
                    CallEffect.Do.SEND_INVITE,
                    CallEffect.Do.SEND_ACCEPT,
                    CallEffect.Do.SEND_CANDIDATES,
                    CallEffect.Do.SEND_RENEWAL,
                    CallEffect.Do.GATHER_AGAIN,
                    CallEffect.Do.ADOPT,
                    CallEffect.Do.REPEAT,
                    CallEffect.Do.HANDSHAKE,
                    CallEffect.Do.START_MEDIA,
                    CallEffect.Do.RESUME_MEDIA);

    private ModelPromises() {}

    static List<String> broken(
            ModelLeg before, CallInput input, CallMachine.Step step, ModelLeg after) {
        List<String> broken = new ArrayList<>();
        if (!before.accepted()) {
            step.effects().forEach(effect -> checkConsent(effect, after, broken));
        }
        check(after.accepted() || after.talk().isEmpty(), "accepted without its user", broken);
        check(isDisciplined(before, input, after), "privacy was widened", broken);
        checkEnd(before, step, after, broken);
        checkDeadline(after, broken);
        checkMedia(after, broken);
        checkTold(after, broken);
        checkMuted(before, step, after, broken);
        ModelVideo.check(before, input, step, after, broken);
        return broken;
    }

    private static void check(boolean kept, String promise, List<String> broken) {
        if (!kept) {
            broken.add(promise);
        }
    }

    private static void checkConsent(CallEffect effect, ModelLeg leg, List<String> broken) {
        boolean forbidden =
                effect instanceof CallEffect.Do simple && NEEDS_CONSENT.contains(simple)
                        || effect instanceof CallEffect.Connect
                        || effect instanceof CallEffect.ConnectAgain
                        || effect instanceof CallEffect.StartVideo;
        check(!forbidden, "something moved before the accept: " + effect, broken);
        if (effect instanceof CallEffect.Send send) {
            check(mayBeSaid(send.message(), leg), "the caller was told something", broken);
        }
    }

    /** Before the accept: only to those whom the policy lets know. */
    private static boolean mayBeSaid(SignalingMessage message, ModelLeg leg) {
        boolean revealing =
                message instanceof SignalingMessage.Ringing
                        || message instanceof SignalingMessage.Decline
                        || message instanceof SignalingMessage.Busy;
        return revealing && leg.machine().terms().revealPresence();
    }

    /** Nothing that comes from outside, and nothing but an adoption of what they said, widens. */
    private static boolean isDisciplined(ModelLeg before, CallInput input, ModelLeg after) {
        boolean ours =
                input instanceof CallInput.Decided
                        || after.machine()
                                .terms()
                                .privacy()
                                .isAtMost(before.machine().terms().privacy());
        boolean theirs =
                before.talk().isEmpty()
                        || after.talk().isEmpty()
                        || after.talk()
                                .get()
                                .theirPrivacy()
                                .isAtMost(before.talk().get().theirPrivacy());
        return ours && theirs;
    }

    private static void checkEnd(
            ModelLeg before, CallMachine.Step step, ModelLeg after, List<String> broken) {
        check(!before.hasEnded() || after.hasEnded(), "an ended call came back", broken);
        check(after.hasEnded() == after.path().released(), "ended and kept something", broken);
        boolean quiet =
                step.effects().stream()
                        .allMatch(
                                effect ->
                                        effect == CallEffect.Do.DROP
                                                || effect instanceof CallEffect.Send send
                                                        && send.message()
                                                                instanceof SignalingMessage.HangUp);
        check(!before.hasEnded() || quiet, "an ended call did something", broken);
    }

    /** Whoever waits for somebody else has a deadline of its own. */
    private static void checkDeadline(ModelLeg leg, List<String> broken) {
        CallPhase phase = leg.machine().phase();
        boolean rings =
                phase instanceof Preparing preparing && preparing.placed()
                        || phase instanceof Inviting
                        || phase instanceof Offered;
        boolean kept = rings == leg.timers().contains(CallInput.Timer.RING);
        kept &= phase instanceof Connecting == leg.timers().contains(CallInput.Timer.CONNECT);
        kept &= phase instanceof Reconnecting == leg.timers().contains(CallInput.Timer.RECONNECT);
        check(kept, "a deadline is missing, or runs on", broken);
    }

    private static void checkMedia(ModelLeg leg, List<String> broken) {
        CallPhase phase = leg.machine().phase();
        boolean secured = phase instanceof Active || phase instanceof Reconnecting;
        boolean flows = leg.path().flowing() && !leg.path().released();
        check(secured == flows, "media does not flow exactly while the call is secured", broken);
        boolean held = leg.talk().map(talk -> talk.hold().any()).orElse(leg.path().held());
        check(held == leg.path().held(), "media is held, or is not, against the users", broken);
    }

    private static void checkMuted(
            ModelLeg before, CallMachine.Step step, ModelLeg after, List<String> broken) {
        Set<MediaKind> muted = mutedByPeer(after);
        boolean changed = after.talk().isPresent() && !muted.equals(mutedByPeer(before));
        boolean told = step.effects().contains(new CallEffect.TellMuted(muted));
        check(changed == told, "the application does not know what the peer muted", broken);
    }

    private static Set<MediaKind> mutedByPeer(ModelLeg leg) {
        return leg.talk().map(talk -> talk.mutes().theirs()).orElse(Set.of());
    }

    private static void checkTold(ModelLeg leg, List<String> broken) {
        CallPhase phase = leg.machine().phase();
        CallState told = leg.told().orElse(null);
        boolean honest = true;
        if (phase instanceof Active active) {
            honest = active.talk().state().equals(told);
        } else if (phase instanceof Reconnecting) {
            honest = told instanceof CallState.Reconnecting;
        } else if (phase instanceof Connecting) {
            honest = told instanceof CallState.Connecting;
        } else if (phase instanceof Ended ended && leg.accepted()) {
            honest = new CallState.Ended(ended.reason()).equals(told);
        }
        check(honest, "the application was told something else", broken);
    }
}
