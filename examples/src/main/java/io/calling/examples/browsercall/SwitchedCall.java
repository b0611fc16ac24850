package io.calling.examples.browsercall;

/** One call on the switchboard. Owned by it. */
final class SwitchedCall {
    /** How far it has come; only ever forward. */
    enum Stage {
        RINGING,
        ACCEPTED,
        OFFERED,
        ANSWERED,
        REVEALED
    }

    final String id;
    final Party caller;
    final Party callee;
    final boolean relayed;
    final boolean presenceRevealed;

    /** Whether it rings, or rang, at the callee's, and has not been declined there. */
    boolean knownToCallee;

    Stage stage = Stage.RINGING;

    SwitchedCall(
            String id,
            Party caller,
            Party callee,
            boolean presenceRevealed,
            boolean knownToCallee) {
        this.id = id;
        this.caller = caller;
        this.callee = callee;
        // If either asks for privacy, both are relayed.
        this.relayed = caller.wantsRelay() || callee.wantsRelay();
        this.presenceRevealed = presenceRevealed;
        this.knownToCallee = knownToCallee;
    }

    boolean has(Party party) {
        return party == caller || party == callee && knownToCallee;
    }

    Party other(Party party) {
        return party == caller ? callee : caller;
    }

    /** Whether it goes from one stage to the next; a message out of order does nothing. */
    boolean advance(Stage from, Stage to) {
        if (stage != from) {
            return false;
        }
        stage = to;
        return true;
    }
}
