package io.calling.policy;

/**
 * Those who call within some hours.
 *
 * @param hours which
 */
record Between(Hours hours) implements Who {
    @Override
    public Match match(CallFacts facts) {
        return hours.match(facts);
    }

    @Override
    public String text() {
        return "between(" + hours.text().replace(" ", ", ") + ")";
    }

    @Override
    public String toString() {
        return "people who call " + hours;
    }
}
