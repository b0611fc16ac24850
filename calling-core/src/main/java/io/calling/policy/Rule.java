package io.calling.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * One line of a policy about some of the people who call, or whom the user calls.
 *
 * @param action what it does
 * @param who to whom
 */
record Rule(Action action, Who who) {

    /** What a rule does. */
    enum Action {
        /** Refuse: a decline to those to whom presence is revealed, else silence. */
        DENY("deny", "refuse ", false),
        /** The same, as a busy line. */
        BUSY("busy", "be busy for ", false),
        /** Let it seem unanswered. */
        SILENCE("silence", "stay silent for ", false),
        /** Ring. */
        RING("ring", "ring for ", true),
        /** Ring, with sound only. */
        RING_AUDIO("ring-audio", "ring without video for ", true),
        /** The user may call them. */
        CALL("call", "I may call ", true),
        /** The user may not call them. */
        DONT_CALL("dont-call", "I do not call ", false),
        /** A kind of line of a later version: nobody rings from here on. */
        NOT_UNDERSTOOD("", "a rule that this version does not understand: ", false);

        private final String token;
        private final String words;
        private final boolean permits;

        Action(String token, String words, boolean permits) {
            this.token = token;
            this.words = words;
            this.permits = permits;
        }

        static Optional<Action> named(String token) {
            return Arrays.stream(values())
                    .filter(action -> !token.isEmpty() && action.token.equals(token))
                    .findFirst();
        }
    }

    static Rule notUnderstood(String line) {
        return new Rule(Action.NOT_UNDERSTOOD, new NotUnderstood(line));
    }

    boolean isOutgoing() {
        return action == Action.CALL || action == Action.DONT_CALL;
    }

    /** Where it is not known whether it applies, a refusal does and a permission does not. */
    boolean applies(Match match) {
        return action.permits ? match == Match.YES : match != Match.NO;
    }

    String text() {
        return action == Action.NOT_UNDERSTOOD ? who.text() : action.token + " " + who.text();
    }

    @Override
    public String toString() {
        return action.words + (action == Action.NOT_UNDERSTOOD ? who.text() : who);
    }
}
