package io.calling.policy;

import java.time.Duration;

/**
 * Those with whom there were calls.
 *
 * @param kinds which calls count
 * @param times how many at least
 * @param within since when
 */
record Called(Kinds kinds, int times, Duration within) implements Who {
    Called {
        Amounts.check("times", times, CallHistory.MAX_CALLS);
        Amounts.check("within", within);
    }

    /** Which calls count. */
    enum Kinds {
        CALLED("called", "people who called"),
        IN_VAIN("called-in-vain", "people who called in vain"),
        TALKED("talked", "people I talked to"),
        PLACED("called-by-me", "people I called");

        private final String token;
        private final String words;

        Kinds(String token, String words) {
            this.token = token;
            this.words = words;
        }

        String token() {
            return token;
        }

        boolean include(PastCall.Kind kind) {
            return switch (this) {
                case CALLED -> kind != PastCall.Kind.PLACED;
                case IN_VAIN -> kind.inVain();
                case TALKED -> kind == PastCall.Kind.ANSWERED || kind == PastCall.Kind.PLACED;
                case PLACED -> kind == PastCall.Kind.PLACED;
            };
        }
    }

    @Override
    public Match match(CallFacts facts) {
        return Match.of(facts.history().count(within, kinds::include) >= times);
    }

    @Override
    public String text() {
        return kinds.token + "(" + times + ", " + within + ")";
    }

    @Override
    public String toString() {
        String often = times == 1 ? "" : " " + times + " times or more";
        return kinds.words + often + " within " + Amounts.words(within);
    }
}
