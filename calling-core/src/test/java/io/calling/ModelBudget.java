package io.calling;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often something may happen to one device: what bounds the exploration.
 *
 * @param left how often each kind still may; not at all where it is not named
 */
record ModelBudget(Map<ModelBudget.Kind, Integer> left) {
    /** As often as it likes. */
    static final int ALWAYS = Integer.MAX_VALUE;

    static final ModelBudget NONE = new ModelBudget(Map.of());

    /** What is counted. */
    enum Kind {
        /** Its user calls. */
        PLACE,
        /** Its user hangs up or declines. */
        HANG_UP,
        /** Its user holds a call, or takes it up again. */
        HOLD,
        /** Its user mutes, or no longer does. */
        MUTE,
        /** Its user brings, asks for, accepts, declines or stops video. */
        VIDEO,
        /** Its user wants more privacy. */
        TIGHTEN,
        /** One of its deadlines passes. */
        TIMEOUT,
        /** Its path is interrupted or lost though the peer is there. */
        LOSS,
        /** Its relay or its channel fails. */
        FAILURE,
        /** The adversary invents a call. */
        FORGED_CALL,
        /** The adversary says something in a call. */
        FORGERY,
        /** What is not counted. */
        FREE
    }

    ModelBudget {
        left = Map.copyOf(left);
    }

    ModelBudget with(Kind kind, int count) {
        Map<Kind, Integer> changed = new EnumMap<>(Kind.class);
        changed.putAll(left);
        changed.put(kind, count);
        return new ModelBudget(changed);
    }

    boolean allows(ModelEvent event) {
        Kind kind = kindOf(event);
        return kind == Kind.FREE || has(kind);
    }

    boolean has(Kind kind) {
        return left.getOrDefault(kind, 0) > 0;
    }

    /** What is left after an event; settling goes on without a budget. */
    ModelBudget after(ModelEvent event) {
        Kind kind = kindOf(event);
        int before = left.getOrDefault(kind, 0);
        return before == 0 || before == ALWAYS ? this : with(kind, before - 1);
    }

    private static Kind kindOf(ModelEvent event) {
        if (event instanceof ModelEvent.Place) {
            return Kind.PLACE;
        }
        if (event instanceof ModelEvent.Delivered delivered) {
            return delivered.envelope().equals(ModelAdversary.INVITE)
                    ? Kind.FORGED_CALL
                    : Kind.FREE;
        }
        return event instanceof ModelEvent.Happens happens ? kindOf(happens.input()) : Kind.FORGERY;
    }

    private static Kind kindOf(CallInput input) {
        if (input instanceof CallInput.Local local) {
            return kindOf(local);
        }
        if (input instanceof CallInput.Timer) {
            return Kind.TIMEOUT;
        }
        if (input instanceof CallInput.Tightened) {
            return Kind.TIGHTEN;
        }
        if (input instanceof CallInput.Muted) {
            return Kind.MUTE;
        }
        if (input instanceof CallInput.Brings
                || input instanceof CallInput.RequestVideo
                || input instanceof CallInput.AcceptVideo) {
            return Kind.VIDEO;
        }
        if (input instanceof CallInput.Failed failed) {
            return failed.reason() == EndReason.PEER_LOST ? Kind.LOSS : Kind.FAILURE;
        }
        return input == CallInput.Progress.INTERRUPTED ? Kind.LOSS : Kind.FREE;
    }

    private static Kind kindOf(CallInput.Local local) {
        return switch (local) {
            case HANG_UP, DECLINE -> Kind.HANG_UP;
            case HOLD, RESUME -> Kind.HOLD;
            case STOP_VIDEO -> Kind.VIDEO;
            case PLACE, ACCEPT, SUPERSEDE -> Kind.FREE;
        };
    }
}
