package io.calling;

/** Why a call is relayed, or why it is not, in words for its user. */
public enum PrivacyReason {
    /** We asked for it; the other side would have gone direct, or has not said yet. */
    OUR_CHOICE("relayed because you asked"),
    /** The other side asked for it. */
    THEIR_CHOICE("relayed because they asked"),
    /** Both sides asked for it. */
    BOTH_CHOSE("relayed because you both asked"),
    /** We would go direct; the other side has not said what it wants. */
    NOT_KNOWN_YET("relayed until the other side says what it wants"),
    /** Both sides allow a direct path. */
    DIRECT_ALLOWED("direct where possible, because you both allow it");

    private final String sentence;

    PrivacyReason(String sentence) {
        this.sentence = sentence;
    }

    static PrivacyReason of(PrivacyMode ours, PrivacyMode theirs) {
        boolean weAsk = ours == PrivacyMode.RELAY_ONLY;
        boolean theyAsk = theirs == PrivacyMode.RELAY_ONLY;
        if (weAsk) {
            return theyAsk ? BOTH_CHOSE : OUR_CHOICE;
        }
        return theyAsk ? THEIR_CHOICE : DIRECT_ALLOWED;
    }

    /** What to tell the user. */
    public String sentence() {
        return sentence;
    }
}
