package io.calling;

/** The kinds of privacy, from the narrowest to the widest. */
public enum PrivacyMode {
    /** Relayed, and nothing else. */
    RELAY_ONLY("relay only"),
    /** Relayed first; a direct path later for some, if their side wants it too. */
    DIRECT_AFTER_ACCEPT("direct after accept"),
    /** A direct path as soon as the call is accepted, if the other side wants it too. */
    DIRECT("direct");

    private final String words;

    PrivacyMode(String words) {
        this.words = words;
    }

    /** Whether this allows nothing that {@code other} forbids. */
    public boolean isAtMost(PrivacyMode other) {
        return compareTo(other) <= 0;
    }

    /** The narrower of the two. */
    public PrivacyMode narrowest(PrivacyMode other) {
        return isAtMost(other) ? this : other;
    }

    /** The mode in words. */
    @Override
    public String toString() {
        return words;
    }
}
