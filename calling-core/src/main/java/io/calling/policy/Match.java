package io.calling.policy;

/**
 * Whether something holds of a call, as far as is known. Three values, combined as Kleene did: what
 * is not known stays unknown under {@link #not()}, so that no "not" turns a missing fact into a
 * permission.
 */
public enum Match {
    /** It does not hold. */
    NO("no"),
    /** A fact is missing, or the statement is of a later version. */
    UNKNOWN("not known"),
    /** It holds. */
    YES("yes");

    private final String words;

    Match(String words) {
        this.words = words;
    }

    static Match of(boolean holds) {
        return holds ? YES : NO;
    }

    /** Whether both hold. */
    public Match and(Match other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Whether either holds. */
    public Match or(Match other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether it does not hold. */
    public Match not() {
        return switch (this) {
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
            case YES -> NO;
        };
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }
}
