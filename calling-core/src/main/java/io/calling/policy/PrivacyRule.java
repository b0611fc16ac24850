package io.calling.policy;

import io.calling.PrivacyMode;

/**
 * How private calls with some people are.
 *
 * @param mode no path wider than this
 * @param who with whom
 */
record PrivacyRule(PrivacyMode mode, Who who) {
    /** Where it is not known whether it applies, the narrowest does and the others do not. */
    boolean applies(CallFacts facts) {
        Match match = who.match(facts);
        return mode == PrivacyMode.RELAY_ONLY ? match != Match.NO : match == Match.YES;
    }

    static String token(PrivacyMode mode) {
        return switch (mode) {
            case RELAY_ONLY -> "relay-only";
            case DIRECT_AFTER_ACCEPT -> "direct-after-accept";
            case DIRECT -> "direct";
        };
    }

    String text() {
        return token(mode) + " " + who.text();
    }

    @Override
    public String toString() {
        return mode + " with " + who;
    }
}
