package io.calling.policy;

import io.calling.Privacy;

/** What a policy decided about a call, and the rule that decided, for our user only. */
public sealed interface Decision {
    /** The rule in words, never told to the caller. */
    String rule();

    /**
     * The call rings.
     *
     * @param rule the rule in words
     * @param revealPresence whether the caller may learn that it rings, or that it was declined
     * @param widestPrivacy no path wider than this, whatever the agent's own setting
     */
    record Ring(String rule, boolean revealPresence, Privacy widestPrivacy) implements Decision {}

    /**
     * Nothing happens: the caller sees an unanswered call.
     *
     * @param rule the rule in words
     */
    record Silence(String rule) implements Decision {}

    /**
     * The caller is told at once that the call was declined. Only ever decided about callers to
     * whom a rule reveals presence.
     *
     * @param rule the rule in words
     */
    record Decline(String rule) implements Decision {}
}
