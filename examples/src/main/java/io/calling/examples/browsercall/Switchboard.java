package io.calling.examples.browsercall;

import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.media.MediaKind;
import io.calling.policy.CallFacts;
import io.calling.policy.CallerFacts;
import io.calling.policy.Decision;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries the messages of calls between parties, and keeps the rules: the callee's policy decides
 * who rings, nothing of the callee's goes to the caller before it accepts, and if either asks for
 * privacy, no description with an address in it is passed on. Thread-safe.
 */
final class Switchboard {
    /** How long it rings. */
    static final Duration RING = Duration.ofSeconds(60);

    private final Map<PeerId, Party> parties = new LinkedHashMap<>();
    private final Map<String, SwitchedCall> calls = new LinkedHashMap<>();
    private final Alarm alarm;

    /** Runs something later; what is not needed any more finds nothing to do. */
    @FunctionalInterface
    interface Alarm {
        void after(Duration delay, Runnable task);
    }

    Switchboard(Alarm alarm) {
        this.alarm = alarm;
    }

    /** Whether the party is in: its name was free. */
    synchronized boolean enter(Party party) {
        if (parties.putIfAbsent(party.name(), party) != null) {
            return false;
        }
        tellWhoIsHere();
        return true;
    }

    /** Ends the party's calls. */
    synchronized void leave(Party party) {
        callsOf(party).forEach(call -> end(call, party, EndReason.PEER_LOST));
        if (parties.remove(party.name(), party)) {
            tellWhoIsHere();
        }
    }

    private void tellWhoIsHere() {
        for (Party party : parties.values()) {
            List<PeerId> others =
                    parties.keySet().stream().filter(name -> !name.equals(party.name())).toList();
            party.tell(new Notice.Here(others));
        }
    }

    /**
     * Calls somebody. What the callee's policy makes of it stays with the callee.
     *
     * @return why it cannot even be tried, if so
     */
    synchronized Optional<String> place(Party caller, PeerId name, String callId, boolean video) {
        Party callee = parties.get(name);
        if (callee == null || callee == caller) {
            return Optional.of("There is nobody of that name here.");
        }
        if (!callsOf(caller).isEmpty() || calls.containsKey(callId)) {
            return Optional.of("You are in a call already: end it first.");
        }
        CallFacts facts = facts(caller, video);
        Decision decision = callee.policy().decide(facts);
        boolean reveals = callee.policy().revealsPresenceTo(facts);
        boolean isFree = callsOf(callee).isEmpty();
        boolean rings = decision instanceof Decision.Ring && isFree;
        SwitchedCall call = new SwitchedCall(callId, caller, callee, reveals, rings);
        calls.put(callId, call);
        if (rings) {
            ring(call, video, decision.rule());
        } else if (reveals) {
            end(call, callee, isFree ? EndReason.DECLINED : EndReason.BUSY);
        }
        alarm.after(RING, () -> unanswered(call));
        return Optional.empty();
    }

    private static CallFacts facts(Party caller, boolean video) {
        return CallFacts.incoming(CallerFacts.of(caller.name()))
                .withMedia(video ? EnumSet.allOf(MediaKind.class) : EnumSet.of(MediaKind.AUDIO));
    }

    private static void ring(SwitchedCall call, boolean video, String rule) {
        call.callee.tell(
                new Notice.Incoming(call.id, call.caller.name(), video, rule, call.relayed));
        if (call.presenceRevealed) {
            call.caller.tell(new Notice.Rings(call.id));
        }
    }

    private synchronized void unanswered(SwitchedCall call) {
        if (call.stage == SwitchedCall.Stage.RINGING && calls.remove(call.id, call)) {
            tellIfKnown(call, call.callee, EndReason.UNANSWERED);
            tellIfKnown(call, call.caller, EndReason.UNANSWERED);
        }
    }

    private static void tellIfKnown(SwitchedCall call, Party party, EndReason reason) {
        if (call.has(party)) {
            party.tell(new Notice.Over(call.id, reason));
        }
    }

    /** The callee takes the call. */
    synchronized void accept(Party party, String callId) {
        SwitchedCall call = callOf(party, callId);
        if (call != null
                && party == call.callee
                && call.advance(SwitchedCall.Stage.RINGING, SwitchedCall.Stage.ACCEPTED)) {
            tellAccepted(call, call.caller);
            tellAccepted(call, call.callee);
        }
    }

    private static void tellAccepted(SwitchedCall call, Party party) {
        boolean peerAsked = call.relayed && !party.wantsRelay();
        party.tell(new Notice.Accepted(call.id, call.relayed, peerAsked));
    }

    /** The callee does not want it; the caller hears of it only if a rule reveals presence. */
    synchronized void decline(Party party, String callId) {
        SwitchedCall call = callOf(party, callId);
        if (call == null || party != call.callee || call.stage != SwitchedCall.Stage.RINGING) {
            return;
        }
        if (call.presenceRevealed) {
            end(call, party, EndReason.DECLINED);
        } else {
            call.knownToCallee = false; // for the caller it rings on
        }
    }

    /** Passes a description on, if it is its turn and it gives nothing away that it must not. */
    synchronized void describe(Party party, String callId, String sdp, String binding) {
        SwitchedCall call = callOf(party, callId);
        if (call == null) {
            return;
        }
        boolean isOffer = party == call.caller;
        boolean inTurn =
                isOffer
                        ? call.advance(SwitchedCall.Stage.ACCEPTED, SwitchedCall.Stage.OFFERED)
                        : call.advance(SwitchedCall.Stage.OFFERED, SwitchedCall.Stage.ANSWERED);
        if (!inTurn) {
            return;
        }
        if (keepsPrivacy(call, party, sdp)) {
            call.other(party).tell(new Notice.Described(callId, isOffer, sdp, binding));
        }
    }

    /** Passes on what one offers or answers in mid-call, to hold it for instance. */
    synchronized void redescribe(Party party, String callId, boolean isOffer, String sdp) {
        SwitchedCall call = callOf(party, callId);
        if (call != null
                && call.stage.compareTo(SwitchedCall.Stage.ANSWERED) >= 0
                && keepsPrivacy(call, party, sdp)) {
            call.other(party).tell(new Notice.Redescribed(callId, isOffer, sdp));
        }
    }

    /** Ends a private call whose party describes an address of its own. */
    private boolean keepsPrivacy(SwitchedCall call, Party party, String sdp) {
        if (!call.relayed || Descriptions.isRelayedOnly(sdp)) {
            return true;
        }
        party.tell(new Notice.Over(call.id, EndReason.PRIVACY_VIOLATION_PREVENTED));
        end(call, party, EndReason.PRIVACY_VIOLATION_PREVENTED);
        return false;
    }

    /** Passes the caller's nonce on, once. */
    synchronized void reveal(Party party, String callId, String nonce) {
        SwitchedCall call = callOf(party, callId);
        if (call != null
                && party == call.caller
                && call.advance(SwitchedCall.Stage.ANSWERED, SwitchedCall.Stage.REVEALED)) {
            call.callee.tell(new Notice.Revealed(callId, nonce));
        }
    }

    /** Tells the other one that the call is held, or no longer. */
    synchronized void hold(Party party, String callId, boolean on) {
        SwitchedCall call = callOf(party, callId);
        if (call != null && call.stage != SwitchedCall.Stage.RINGING) {
            call.other(party).tell(new Notice.Held(callId, on));
        }
    }

    /** Ends the call, from any stage. */
    synchronized void hangUp(Party party, String callId, EndReason reason) {
        SwitchedCall call = callOf(party, callId);
        if (call != null) {
            end(call, party, reason);
        }
    }

    /** Over, at the wish of one; the other is told if it knows of the call. */
    private void end(SwitchedCall call, Party by, EndReason reason) {
        calls.remove(call.id);
        tellIfKnown(call, call.other(by), reason);
    }

    private @Nullable SwitchedCall callOf(Party party, String callId) {
        SwitchedCall call = calls.get(callId);
        return call != null && call.has(party) ? call : null;
    }

    private List<SwitchedCall> callsOf(Party party) {
        return calls.values().stream().filter(call -> call.has(party)).toList();
    }
}
