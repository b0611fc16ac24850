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
 * new                 | place                     | preparing  | start ring timer, gather
 * new                 | hang up                   | ended      | tell HUNG_UP, release
 * new                 | ring timer                | ended      | tell UNANSWERED, release
 * new                 | failure                   | ended      | tell NO_PATH, release
 * new                 | channel failure           | ended      | tell SIGNALING_FAILED, release
 * preparing           | hang up                   | ended      | tell HUNG_UP, release
 * preparing           | candidate                 | inviting   | send invite, start repeat timer
 * preparing           | ring timer                | ended      | tell UNANSWERED, release
 * preparing           | failure                   | ended      | tell NO_PATH, release
 * preparing           | channel failure           | ended      | tell SIGNALING_FAILED, release
 * inviting            | hang up                   | ended      | send hang-up, tell HUNG_UP, release
 * inviting            | candidate                 | inviting   | send candidates
 * inviting            | ring timer                | ended      | send hang-up, tell UNANSWERED, release
 * inviting            | repeat timer              | inviting   | repeat
 * inviting            | failure                   | ended      | send hang-up, tell NO_PATH, release
 * inviting            | channel failure           | ended      | send hang-up, tell SIGNALING_FAILED, release
 * inviting            | peer: ringing             | inviting   | tell ringing
 * inviting            | peer: accept              | connecting | stop ring timer, start connect timer, connect, send answered, tell connecting
 * inviting            | accept of another device  | connecting | stop ring timer, start connect timer, connect, send answered, tell connecting
 * inviting            | peer: decline             | ended      | send hang-up, tell DECLINED, release
 * inviting            | peer: busy                | ended      | send hang-up, tell BUSY, release
 * inviting            | peer: hang-up             | ended      | send hang-up, tell HUNG_UP, release
 * inviting            | hang-up of another device | ended      | send hang-up, tell HUNG_UP, release
 * screening           | hang up                   | ended      | release
 * screening           | failure                   | ended      | release
 * screening           | channel failure           | ended      | release
 * screening           | policy: ring              | offered    | start ring timer, gather, offer
 * screening           | policy: ring, reveal      | offered    | start ring timer, gather, offer, send ringing
 * screening           | policy: silence           | ended      | release
 * screening           | policy: decline           | ended      | send decline, release
 * screening           | peer: answered by us      | ended      | release
 * screening           | peer: answered by another | ended      | release
 * screening           | peer: narrower privacy    | screening  |
 * screening           | peer: hang-up             | ended      | release
 * offered             | accept                    | connecting | stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * offered             | decline                   | ended      | tell DECLINED, release
 * offered             | hang up                   | ended      | tell DECLINED, release
 * offered             | ring timer                | ended      | tell UNANSWERED, release
 * offered             | failure                   | ended      | tell NO_PATH, release
 * offered             | peer: answered by us      | ended      | tell ANSWERED_ELSEWHERE, release
 * offered             | peer: answered by another | ended      | tell ANSWERED_ELSEWHERE, release
 * offered             | peer: candidates          | offered    | add candidates
 * offered             | peer: narrower privacy    | offered    |
 * offered             | peer: hang-up             | ended      | tell UNANSWERED, release
 * offered, revealed   | accept                    | connecting | stop ring timer, start connect timer, start repeat timer, send accept, connect, tell connecting
 * offered, revealed   | decline                   | ended      | send decline, tell DECLINED, release
 * offered, revealed   | hang up                   | ended      | send decline, tell DECLINED, release
 * offered, revealed   | ring timer                | ended      | tell UNANSWERED, release
 * offered, revealed   | failure                   | ended      | tell NO_PATH, release
 * offered, revealed   | peer: answered by us      | ended      | tell ANSWERED_ELSEWHERE, release
 * offered, revealed   | peer: answered by another | ended      | tell ANSWERED_ELSEWHERE, release
 * offered, revealed   | peer: candidates          | offered    | add candidates
 * offered, revealed   | peer: narrower privacy    | offered    |
 * offered, revealed   | peer: hang-up             | ended      | tell UNANSWERED, release
 * connecting          | hang up                   | ended      | send hang-up, tell HUNG_UP, release
 * connecting          | candidate                 | connecting | send candidates
 * connecting          | path found                | connecting | stop repeat timer, handshake
 * connecting          | secured                   | active     | stop connect timer, stop repeat timer, start media, tell active
 * connecting          | peer closed               | ended      | tell HUNG_UP, release
 * connecting          | connect timer             | ended      | send hang-up, tell NO_PATH, release
 * connecting          | repeat timer              | connecting | repeat
 * connecting          | failure                   | ended      | send hang-up, tell NO_PATH, release
 * connecting          | channel failure           | ended      | send hang-up, tell SIGNALING_FAILED, release
 * connecting          | accept of another device  | connecting | send answered
 * connecting          | peer: candidates          | connecting | add candidates
 * connecting          | peer: narrower privacy    | connecting |
 * connecting          | peer: hang-up             | ended      | tell HUNG_UP, release
 * connecting, called  | hang up                   | ended      | send hang-up, tell HUNG_UP, release
 * connecting, called  | candidate                 | connecting | send candidates
 * connecting, called  | path found                | connecting | stop repeat timer, handshake
 * connecting, called  | secured                   | active     | stop connect timer, stop repeat timer, start media, tell active
 * connecting, called  | peer closed               | ended      | tell HUNG_UP, release
 * connecting, called  | connect timer             | ended      | send hang-up, tell NO_PATH, release
 * connecting, called  | repeat timer              | connecting | repeat
 * connecting, called  | failure                   | ended      | send hang-up, tell NO_PATH, release
 * connecting, called  | channel failure           | ended      | send hang-up, tell SIGNALING_FAILED, release
 * connecting, called  | peer: answered by another | ended      | tell ANSWERED_ELSEWHERE, release
 * connecting, called  | peer: candidates          | connecting | add candidates
 * connecting, called  | peer: narrower privacy    | connecting |
 * connecting, called  | peer: hang-up             | ended      | tell HUNG_UP, release
 * active              | hang up                   | ended      | send hang-up, tell HUNG_UP, release
 * active              | candidate                 | active     | send candidates
 * active              | peer closed               | ended      | tell HUNG_UP, release
 * active              | failure                   | ended      | send hang-up, tell NO_PATH, release
 * active              | accept of another device  | active     | send answered
 * active              | peer: candidates          | active     | add candidates
 * active              | peer: narrower privacy    | active     |
 * active              | peer: hang-up             | ended      | tell HUNG_UP, release
 * active, called      | hang up                   | ended      | send hang-up, tell HUNG_UP, release
 * active, called      | candidate                 | active     | send candidates
 * active, called      | peer closed               | ended      | tell HUNG_UP, release
 * active, called      | failure                   | ended      | send hang-up, tell NO_PATH, release
 * active, called      | peer: candidates          | active     | add candidates
 * active, called      | peer: narrower privacy    | active     |
 * active, called      | peer: hang-up             | ended      | tell HUNG_UP, release
 * ended               | peer: accept              | ended      | send hang-up
 * ended               | accept of another device  | ended      | send hang-up
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
        CallTerms now =
                input instanceof CallInput.Decided decided && phase instanceof Screening
                        ? terms.after(decided)
                        : terms;
        Transition transition = phase.on(input, now);
        return new Step(new CallMachine(now, transition.next()), transition.effects());
    }
}
