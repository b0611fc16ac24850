package io.calling.policy;

/** Those who proved their identity with a key. */
record Proven() implements Who {
    @Override
    public Match match(CallFacts facts) {
        return Match.of(facts.proven());
    }

    @Override
    public String text() {
        return "proven";
    }

    @Override
    public String toString() {
        return "people who proved their identity";
    }
}
