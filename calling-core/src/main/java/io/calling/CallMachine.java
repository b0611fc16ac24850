package io.calling;

import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import java.util.List;

/**
 * One call on one side, as a pure machine: it is given what happened, and gives back itself as it
 * is then, and what to do. It knows no thread, socket or clock.
 *
 * <p>What each input leads to, phase by phase; what is not in the table means nothing there, and a
 * message is counted as dropped. A test compares the table with the code.
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
 * offered, revealed   | accept                    | connecting   | stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * offered, revealed   | decline                   | ended        | send decline, tell DECLINED, release
 * offered, revealed   | hang up                   | ended        | send decline, tell DECLINED, release
 * offered, revealed   | supersede                 | ended        | tell ANSWERED_ELSEWHERE, release
 * offered, revealed   | ring timer                | ended        | tell UNANSWERED, release
 * offered, revealed   | no path                   | ended        | tell NO_PATH, release
 * offered, revealed   | privacy failure           | ended        | tell PRIVACY_VIOLATION_PREVENTED, release
 * offered, revealed   | peer: answered by us      | ended        | tell ANSWERED_ELSEWHERE, release
 * offered, revealed   | peer: answered by another | ended        | tell ANSWERED_ELSEWHERE, release
 * offered, revealed   | peer: candidates          | offered      | add candidates
 * offered, revealed   | peer: narrower privacy    | offered      |
 * offered, revealed   | peer: hang-up             | ended        | tell UNANSWERED, release
 * connecting          | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * connecting          | candidate                 | connecting   | send candidates
 * connecting          | path found                | connecting   | forget setup, handshake
 * connecting          | secured                   | active       | stop connect timer, forget setup, start media, tell active
 * connecting          | peer closed               | ended        | tell HUNG_UP, release
 * connecting          | connect timer             | ended        | send hang-up, tell NO_PATH, release
 * connecting          | repeat timer              | connecting   | repeat
 * connecting          | tighten                   | connecting   | send privacychange, start repeat timer
 * connecting          | no path                   | ended        | send hang-up, tell NO_PATH, release
 * connecting          | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * connecting          | channel failure           | ended        | send hang-up, tell SIGNALING_FAILED, release
 * connecting          | accept of another device  | connecting   | send answered
 * connecting          | peer: candidates          | connecting   | add candidates
 * connecting          | peer: narrower privacy    | connecting   |
 * connecting          | peer: hang-up             | ended        | tell HUNG_UP, release
 * connecting          | peer: hold                | connecting   | hold media
 * connecting          | peer: mute                | connecting   | tell muted
 * connecting, called  | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * connecting, called  | candidate                 | connecting   | send candidates
 * connecting, called  | path found                | connecting   | forget setup, handshake
 * connecting, called  | secured                   | active       | stop connect timer, forget setup, start media, tell active
 * connecting, called  | peer closed               | ended        | tell HUNG_UP, release
 * connecting, called  | connect timer             | ended        | send hang-up, tell NO_PATH, release
 * connecting, called  | repeat timer              | connecting   | repeat
 * connecting, called  | tighten                   | connecting   | send privacychange, start repeat timer
 * connecting, called  | no path                   | ended        | send hang-up, tell NO_PATH, release
 * connecting, called  | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * connecting, called  | channel failure           | ended        | send hang-up, tell SIGNALING_FAILED, release
 * connecting, called  | peer: answered by another | ended        | tell ANSWERED_ELSEWHERE, release
 * connecting, called  | peer: candidates          | connecting   | add candidates
 * connecting, called  | peer: narrower privacy    | connecting   |
 * connecting, called  | peer: hang-up             | ended        | tell HUNG_UP, release
 * connecting, called  | peer: hold                | connecting   | hold media
 * connecting, called  | peer: mute                | connecting   | tell muted
 * active              | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * active              | hold                      | active       | hold media, send hold, start repeat timer, tell onhold
 * active              | resume                    | active       | resume media, send hold, start repeat timer, tell active
 * active              | candidate                 | active       | send candidates
 * active              | peer closed               | ended        | tell HUNG_UP, release
 * active              | interrupted               | reconnecting | tell reconnecting, start reconnect timer
 * active              | repeat timer              | active       | repeat
 * active              | tighten                   | active       | send privacychange, start repeat timer
 * active              | mute                      | active       | send mute, start repeat timer
 * active              | no path                   | reconnecting | tell reconnecting, start reconnect timer, gather again
 * active              | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * active              | accept of another device  | active       | send answered
 * active              | peer: candidates          | active       | add candidates
 * active              | peer: narrower privacy    | active       |
 * active              | peer: hang-up             | ended        | tell HUNG_UP, release
 * active              | peer: hold                | active       | hold media, tell onhold
 * active              | peer: mute                | active       | tell muted
 * active              | peer: renewal             | reconnecting | tell reconnecting, start reconnect timer, gather again
 * active, called      | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * active, called      | hold                      | active       | hold media, send hold, start repeat timer, tell onhold
 * active, called      | resume                    | active       | resume media, send hold, start repeat timer, tell active
 * active, called      | candidate                 | active       | send candidates
 * active, called      | peer closed               | ended        | tell HUNG_UP, release
 * active, called      | interrupted               | reconnecting | tell reconnecting, start reconnect timer
 * active, called      | repeat timer              | active       | repeat
 * active, called      | tighten                   | active       | send privacychange, start repeat timer
 * active, called      | mute                      | active       | send mute, start repeat timer
 * active, called      | no path                   | reconnecting | tell reconnecting, start reconnect timer, gather again
 * active, called      | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * active, called      | peer: candidates          | active       | add candidates
 * active, called      | peer: narrower privacy    | active       |
 * active, called      | peer: hang-up             | ended        | tell HUNG_UP, release
 * active, called      | peer: hold                | active       | hold media, tell onhold
 * active, called      | peer: mute                | active       | tell muted
 * active, called      | peer: renewal             | reconnecting | tell reconnecting, start reconnect timer, gather again
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
 * recovering          | no path                   | reconnecting | gather again
 * recovering          | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * recovering          | accept of another device  | reconnecting | send answered
 * recovering          | peer: candidates          | reconnecting | add candidates
 * recovering          | peer: narrower privacy    | reconnecting |
 * recovering          | peer: hang-up             | ended        | tell HUNG_UP, release
 * recovering          | peer: hold                | reconnecting | hold media
 * recovering          | peer: mute                | reconnecting | tell muted
 * recovering          | peer: renewal             | reconnecting | gather again
 * renewing            | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * renewing            | hold                      | reconnecting | hold media, send hold, start repeat timer
 * renewing            | resume                    | reconnecting | resume media, send hold, start repeat timer
 * renewing            | candidate                 | reconnecting | send renewal, start repeat timer
 * renewing            | peer closed               | ended        | tell HUNG_UP, release
 * renewing            | repeat timer              | reconnecting | repeat
 * renewing            | reconnect timer           | ended        | send hang-up, tell PEER_LOST, release
 * renewing            | tighten                   | reconnecting | send privacychange, start repeat timer
 * renewing            | mute                      | reconnecting | send mute, start repeat timer
 * renewing            | no path                   | reconnecting | gather again
 * renewing            | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * renewing            | accept of another device  | reconnecting | send answered
 * renewing            | peer: narrower privacy    | reconnecting |
 * renewing            | peer: hang-up             | ended        | tell HUNG_UP, release
 * renewing            | peer: hold                | reconnecting | hold media
 * renewing            | peer: mute                | reconnecting | tell muted
 * renewing            | peer: renewal             | reconnecting |
 * told                | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * told                | hold                      | reconnecting | hold media, send hold, start repeat timer
 * told                | resume                    | reconnecting | resume media, send hold, start repeat timer
 * told                | candidate                 | reconnecting | send candidates
 * told                | peer closed               | ended        | tell HUNG_UP, release
 * told                | repeat timer              | reconnecting | repeat
 * told                | reconnect timer           | ended        | send hang-up, tell PEER_LOST, release
 * told                | tighten                   | reconnecting | send privacychange, start repeat timer
 * told                | mute                      | reconnecting | send mute, start repeat timer
 * told                | no path                   | reconnecting | gather again
 * told                | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * told                | accept of another device  | reconnecting | send answered
 * told                | peer: narrower privacy    | reconnecting |
 * told                | peer: hang-up             | ended        | tell HUNG_UP, release
 * told                | peer: hold                | reconnecting | hold media
 * told                | peer: mute                | reconnecting | tell muted
 * told                | peer: renewal             | reconnecting | connect again
 * checking            | hang up                   | ended        | send hang-up, tell HUNG_UP, release
 * checking            | hold                      | reconnecting | hold media, send hold, start repeat timer
 * checking            | resume                    | reconnecting | resume media, send hold, start repeat timer
 * checking            | candidate                 | reconnecting | send candidates
 * checking            | path found                | active       | stop reconnect timer, forget setup, tell active
 * checking            | peer closed               | ended        | tell HUNG_UP, release
 * checking            | repeat timer              | reconnecting | repeat
 * checking            | reconnect timer           | ended        | send hang-up, tell PEER_LOST, release
 * checking            | tighten                   | reconnecting | send privacychange, start repeat timer
 * checking            | mute                      | reconnecting | send mute, start repeat timer
 * checking            | no path                   | reconnecting | gather again
 * checking            | privacy failure           | ended        | send hang-up, tell PRIVACY_VIOLATION_PREVENTED, release
 * checking            | accept of another device  | reconnecting | send answered
 * checking            | peer: narrower privacy    | reconnecting |
 * checking            | peer: hang-up             | ended        | tell HUNG_UP, release
 * checking            | peer: hold                | reconnecting | hold media
 * checking            | peer: mute                | reconnecting | tell muted
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
        boolean canAdopt = phase instanceof Preparing || phase instanceof Inviting;
        return input instanceof CallInput.Adopted && canAdopt ? terms.adopted() : terms;
    }
}
