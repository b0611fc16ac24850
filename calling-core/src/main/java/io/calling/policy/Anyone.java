package io.calling.policy;

/** Everybody. */
record Anyone() implements Who {
    @Override
    public Match match(CallFacts facts) {
        return Match.YES;
    }

    @Override
    public String text() {
        return "anyone";
    }

    @Override
    public String toString() {
        return "everyone";
    }
}
