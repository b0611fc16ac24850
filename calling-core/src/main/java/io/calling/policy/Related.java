package io.calling.policy;

/**
 * Those who stand in a relation to the user.
 *
 * @param relation which
 */
record Related(Relation relation) implements Who {
    @Override
    public Match match(CallFacts facts) {
        return Match.of(facts.party().relations().contains(relation));
    }

    @Override
    public String text() {
        return relation.token();
    }

    @Override
    public String toString() {
        return relation.toString();
    }
}
