package io.calling.policy;

/**
 * What a later version wrote, and this one does not know. Whether it holds is not known, with a
 * "not" before it or without: it never lets anybody ring, and never lets anybody pass a refusal.
 *
 * @param text as it was read
 */
record NotUnderstood(String text) implements Who {
    @Override
    public Match match(CallFacts facts) {
        return Match.UNKNOWN;
    }

    @Override
    public String toString() {
        return "people named by a rule that this version does not understand (" + text + ")";
    }
}
