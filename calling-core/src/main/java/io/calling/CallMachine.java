package io.calling;

import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.VideoParameters;
import java.util.List;
import java.util.Optional;

/**
 * One call on one side, as a pure machine: it is given what happened, and gives back itself as it
 * is then, and what to do. It knows no thread, socket or clock.
 *
 * <p>What each input leads to, phase by phase; what is not in the table means nothing there, and a
 * message is counted as dropped. Of a variant of a phase only what differs is said: the callee's
 * side, the states of the video, the steps of reconnecting. A test compares the table with the
 * code.
 *
 * <pre>
 * new                 | place                     | preparing    | start ring timer, gather
 * new                 | hang up                   | ended        | tell HUNG_UP, release
 * new                 | ring timer                | ended        | tell UNANSWERED, release
 * new                 | adopt                     | connecting   | gather, adopt, stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * new                 | no path                   | ended        | tell NO_PATH, release
 * new                 | privacy failure           | ended        | tell PRIVACY_VIOLATION_PREVENTED, release
 * new                 | channel failure           | ended        | tell SIGNALING_FAILED, release
 * preparing           | hang up                   | ended        | tell HUNG_UP, release
 * preparing           | candidate                 | inviting     | send invite, start repeat timer
 * preparing           | ring timer                | ended        | tell UNANSWERED, release
 * preparing           | adopt                     | connecting   | adopt, stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * preparing           | no path                   | ended        | tell NO_PATH, release
 * preparing           | privacy failure           | ended        | tell PRIVACY_VIOLATION_PREVENTED, release
 * preparing           | channel failure           | ended        | tell SIGNALING_FAILED, release
 * inviting            | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * inviting            | candidate                 | inviting     | send candidates
 * inviting            | ring timer                | ended        | send hang-up, tell UNANSWERED, release
 * inviting            | repeat timer              | inviting     | repeat
 * inviting            | adopt                     | connecting   | send hang-up, adopt, stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * inviting            | tighten                   | inviting     | send privacychange
 * inviting            | no path                   | ended        | send hang-up, tell NO_PATH, release
 * inviting            | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * inviting            | channel failure           | ended        | send hang-up, tell SIGNALING_FAILED, release
 * inviting            | peer: ringing             | inviting     | tell ringing
 * inviting            | peer: accept              | connecting   | stop ring timer, start connect timer, connect, send answered, tell connecting
 * inviting            | accept of another device  | connecting   | stop ring timer, start connect timer, connect, send answered, tell connecting
 * inviting            | peer: decline             | ended        | send hang-up, tell DECLINED, release
 * inviting            | peer: busy                | ended        | send hang-up, tell BUSY, release
 * inviting            | peer: hang-up             | ended        | send hang-up, tell HUNG_UP, release
 * inviting            | hang-up of another device | ended        | send hang-up, tell HUNG_UP, release
 * screening           | hang up                   | ended        | release
 * screening           | supersede                 | ended        | release
 * screening           | no path                   | ended        | release
 * screening           | privacy failure           | ended        | release
 * screening           | channel failure           | ended        | release
 * screening           | policy: ring              | offered      | start ring timer, gather, offer
 * screening           | policy: ring, reveal      | offered      | start ring timer, gather, offer, send ringing
 * screening           | policy: silence           | ended        | release
 * screening           | policy: decline           | ended        | send decline, release
 * screening           | policy: busy              | ended        | send busy, release
 * screening           | peer: answered by us      | ended        | release
 * screening           | peer: answered by another | ended        | release
 * screening           | peer: narrower privacy    | screening    |
 * screening           | peer: hang-up             | ended        | release
 * offered             | accept                    | connecting   | stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * offered             | decline                   | ended        | tell DECLINED, release
 * offered             | hang up                   | ended        | tell DECLINED, release
 * offered             | supersede                 | ended        | tell ANSWERED_ELSEWHERE, release
 * offered             | ring timer                | ended        | tell UNANSWERED, release
 * offered             | no path                   | ended        | tell NO_PATH, release
 * offered             | privacy failure           | ended        | tell PRIVACY_VIOLATION_PREVENTED, release
 * offered             | peer: answered by us      | ended        | tell ANSWERED_ELSEWHERE, release
 * offered             | peer: answered by another | ended        | tell ANSWERED_ELSEWHERE, release
 * offered             | peer: candidates          | offered      | add candidates
 * offered             | peer: narrower privacy    | offered      |
 * offered             | peer: hang-up             | ended        | tell UNANSWERED, release
 * offered, revealed   | decline                   | ended        | send decline, tell DECLINED, release
 * offered, revealed   | hang up                   | ended        | send decline, tell DECLINED, release
 * connecting          | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * connecting          | candidate                 | connecting   | send candidates
 * connecting          | path found                | connecting   | forget setup, handshake
 * connecting          | secured                   | active       | stop connect timer, forget setup, start media, tell active
 * connecting          | peer closed               | ended        | tell HUNG_UP, release
 * connecting          | connect timer             | ended        | send hang-up, tell NO_PATH, release
 * connecting          | repeat timer              | connecting   | repeat
 * connecting          | tighten                   | connecting   | send privacychange, start repeat timer
 * connecting          | request video             | connecting   | send video request, start repeat timer, start video timer, tell video requested
 * connecting          | accept video              | connecting   | stop video
 * connecting          | no path                   | ended        | send hang-up, tell NO_PATH, release
 * connecting          | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * connecting          | channel failure           | ended        | send hang-up, tell SIGNALING_FAILED, release
 * connecting          | accept of another device  | connecting   | send answered
 * connecting          | peer: candidates          | connecting   | add candidates
 * connecting          | peer: narrower privacy    | connecting   |
 * connecting          | peer: hang-up             | ended        | tell HUNG_UP, release
 * connecting          | peer: hold                | connecting   | hold media
 * connecting          | peer: mute                | connecting   | tell muted
 * connecting          | peer: video request       | connecting   | tell video offered
 * connecting          | peer: newer video request | connecting   | tell video offered
 * connecting          | peer: video decline       | connecting   |
 * connecting          | peer: video stop          | connecting   |
 * connecting, called  | accept of another device  | -            | nothing
 * connecting, called  | peer: answered by another | ended        | tell ANSWERED_ELSEWHERE, release
 * active              | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * active              | hold                      | active       | hold media, send hold, start repeat timer, tell onhold
 * active              | resume                    | active       | resume media, send hold, start repeat timer, tell active
 * active              | candidate                 | active       | send candidates
 * active              | peer closed               | ended        | tell HUNG_UP, release
 * active              | interrupted               | reconnecting | tell reconnecting, start reconnect timer
 * active              | repeat timer              | active       | repeat
 * active              | tighten                   | active       | send privacychange, start repeat timer
 * active              | mute                      | active       | send mute, start repeat timer
 * active              | request video             | active       | send video request, start repeat timer, start video timer, tell video requested
 * active              | accept video              | active       | stop video
 * active              | no path                   | reconnecting | tell reconnecting, start reconnect timer, gather again
 * active              | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * active              | accept of another device  | active       | send answered
 * active              | peer: candidates          | active       | add candidates
 * active              | peer: narrower privacy    | active       |
 * active              | peer: hang-up             | ended        | tell HUNG_UP, release
 * active              | peer: hold                | active       | hold media, tell onhold
 * active              | peer: mute                | active       | tell muted
 * active              | peer: renewal             | reconnecting | tell reconnecting, start reconnect timer, gather again
 * active              | peer: video request       | active       | tell video offered
 * active              | peer: newer video request | active       | tell video offered
 * active              | peer: video decline       | active       |
 * active              | peer: video stop          | active       |
 * active, called      | accept of another device  | -            | nothing
 * active, sound only  | request video             | active       | stop video
 * active, sound only  | peer: video request       | active       |
 * active, sound only  | peer: newer video request | active       |
 * asks for video      | stop video                | active       | stop video, stop video timer, tell video OUR_CHOICE, send video stop, start repeat timer
 * asks for video      | video timer               | active       | stop video, stop video timer, tell video UNANSWERED, send video stop, start repeat timer
 * asks for video      | request video             | -            | nothing
 * asks for video      | accept video              | -            | nothing
 * asks for video      | peer: video request       | active       | stop video timer, tell video on, start video
 * asks for video      | peer: newer video request | active       | send video accept, start repeat timer, stop video timer, tell video on, start video
 * asks for video      | peer: video accept        | active       | stop video timer, tell video on, start video
 * asks for video      | peer: video decline       | active       | stop video, stop video timer, tell video DECLINED
 * asks for video      | peer: video stop          | active       | stop video, stop video timer, tell video DECLINED
 * asked for video     | stop video                | active       | tell video OUR_CHOICE, send video decline, start repeat timer
 * asked for video     | request video             | active       | send video accept, start repeat timer, tell video on, start video
 * asked for video     | accept video              | active       | send video accept, start repeat timer, tell video on, start video
 * asked for video     | peer: video request       | -            | nothing
 * asked for video     | peer: newer video request | active       |
 * asked for video     | peer: video decline       | active       | tell video THEIR_CHOICE
 * asked for video     | peer: video stop          | active       | tell video THEIR_CHOICE
 * with video          | stop video                | active       | stop video, tell video OUR_CHOICE, send video stop, start repeat timer
 * with video          | request video             | -            | nothing
 * with video          | accept video              | -            | nothing
 * with video          | peer: video request       | -            | nothing
 * with video          | peer: newer video request | active       | stop video, tell video offered
 * with video          | peer: video decline       | active       | stop video, tell video THEIR_CHOICE
 * with video          | peer: video stop          | active       | stop video, tell video THEIR_CHOICE
 * video is over       | peer: video request       | -            | nothing
 * video is over       | peer: video accept        | active       | send video stop, start repeat timer
 * video is over       | peer: video decline       | -            | nothing
 * video is over       | peer: video stop          | -            | nothing
 * recovering          | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * recovering          | hold                      | reconnecting | hold media, send hold, start repeat timer
 * recovering          | resume                    | reconnecting | resume media, send hold, start repeat timer
 * recovering          | candidate                 | reconnecting | send candidates
 * recovering          | path found                | active       | stop reconnect timer, forget setup, tell active
 * recovering          | peer closed               | ended        | tell HUNG_UP, release
 * recovering          | heard                     | active       | stop reconnect timer, forget setup, tell active
 * recovering          | repeat timer              | reconnecting | repeat
 * recovering          | reconnect timer           | ended        | send hang-up, tell PEER_LOST, release
 * recovering          | tighten                   | reconnecting | send privacychange, start repeat timer
 * recovering          | mute                      | reconnecting | send mute, start repeat timer
 * recovering          | request video             | reconnecting | send video request, start repeat timer, start video timer, tell video requested
 * recovering          | accept video              | reconnecting | stop video
 * recovering          | no path                   | reconnecting | gather again
 * recovering          | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * recovering          | accept of another device  | reconnecting | send answered
 * recovering          | peer: candidates          | reconnecting | add candidates
 * recovering          | peer: narrower privacy    | reconnecting |
 * recovering          | peer: hang-up             | ended        | tell HUNG_UP, release
 * recovering          | peer: hold                | reconnecting | hold media
 * recovering          | peer: mute                | reconnecting | tell muted
 * recovering          | peer: renewal             | reconnecting | gather again
 * recovering          | peer: video request       | reconnecting | tell video offered
 * recovering          | peer: newer video request | reconnecting | tell video offered
 * recovering          | peer: video decline       | reconnecting |
 * recovering          | peer: video stop          | reconnecting |
 * renewing            | candidate                 | reconnecting | send renewal, start repeat timer
 * renewing            | path found                | -            | nothing
 * renewing            | heard                     | -            | nothing
 * renewing            | peer: candidates          | -            | nothing
 * renewing            | peer: renewal             | reconnecting |
 * told                | path found                | -            | nothing
 * told                | heard                     | -            | nothing
 * told                | peer: candidates          | -            | nothing
 * told                | peer: renewal             | reconnecting | connect again
 * checking            | heard                     | -            | nothing
 * checking            | peer: candidates          | -            | nothing
 * checking            | peer: renewal             | -            | nothing
 * ended               | peer: accept              | ended        | send hang-up
 * ended               | accept of another device  | ended        | send hang-up
 * </pre>
 *
 * @param terms what is fixed
 * @param phase where it is
 */
record CallMachine(CallTerms terms, CallPhase phase) {

    /** What an input leads to. */
    record Step(CallMachine next, List<CallEffect> effects) {
        boolean drops() {
            return effects.contains(CallEffect.Do.DROP);
        }
    }

    /** A call that our user is about to place. */
    static CallMachine outgoing(CallTerms terms) {
        return new CallMachine(terms, new Preparing(false));
    }

    /** A call that somebody else placed, and that the policy has to decide about. */
    static CallMachine incoming(PartyId caller, SessionParameters remote, CallTerms terms) {
        return new CallMachine(terms, new Screening(caller, remote));
    }

    /** Why the call is relayed, as far as is known. */
    PrivacyReason privacyReason() {
        return phase.peerPrivacy()
                .map(theirs -> PrivacyReason.of(terms.privacy(), theirs))
                .orElse(
                        terms.privacy() == PrivacyMode.RELAY_ONLY
                                ? PrivacyReason.OUR_CHOICE
                                : PrivacyReason.NOT_KNOWN_YET);
    }

    /** What our invite or our accept says of video. */
    Optional<VideoParameters> announcedVideo() {
        if (phase instanceof Talking talking) {
            VideoAgreement video = talking.talk().video();
            return video.isOn() ? video.ours() : Optional.empty();
        }
        return terms.wantedVideo();
    }

    /** What an input leads to. */
    Step on(CallInput input) {
        CallTerms now = termsAfter(input);
        Transition transition = phase.on(input, now);
        return new Step(new CallMachine(now, transition.next()), transition.effects());
    }

    private CallTerms termsAfter(CallInput input) {
        if (input instanceof CallInput.Decided decided && phase.isUndecided()) {
            return terms.after(decided);
        }
        if (input instanceof CallInput.Tightened tightened) {
            return terms.tightened(tightened.privacy());
        }
        boolean begun = phase instanceof Talking || phase instanceof Ended;
        if (input instanceof CallInput.Brings brings && !begun) {
            return terms.withVideo(brings.ours());
        }
        boolean canAdopt = phase instanceof Preparing || phase instanceof Inviting;
        return input instanceof CallInput.Adopted && canAdopt ? terms.adopted() : terms;
    }
}
