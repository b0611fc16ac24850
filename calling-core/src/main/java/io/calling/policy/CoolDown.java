package io.calling.policy;

import java.time.Duration;
import java.util.List;

/**
 * A pause for those who call again and again in vain: it begins with the last of {@code calls}
 * calls within {@code within} that rang and were not answered. That the user answers them or calls
 * them ends it.
 *
 * @param calls how many
 * @param within in how long
 * @param pause how long they do not ring then
 */
public record CoolDown(int calls, Duration within, Duration pause) {
    /** Checks the bounds. */
    public CoolDown {
        Amounts.check("calls", calls, CallHistory.MAX_CALLS);
        Amounts.check("within", within);
        Amounts.check("pause", pause);
    }

    boolean holds(CallHistory history) {
        List<Duration> inVain = history.inVainSinceWanted();
        for (int i = 0; i + calls <= inVain.size(); i++) {
            Duration last = inVain.get(i);
            Duration span = inVain.get(i + calls - 1).minus(last);
            if (last.compareTo(pause) < 0 && span.compareTo(within) <= 0) {
                return true;
            }
        }
        return false;
    }

    String text() {
        return calls + " " + within + " " + pause;
    }

    /** In words. */
    @Override
    public String toString() {
        return "whoever calls in vain "
                + Amounts.counted(calls, "time")
                + " within "
                + Amounts.words(within)
                + " does not ring for "
                + Amounts.words(pause);
    }
}
