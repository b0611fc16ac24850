package io.calling.policy;

import io.calling.Privacy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Decides which callers may ring: a master switch, then rules of which the first that names the
 * caller decides, then silence. Pure, immutable, thread-safe.
 *
 * <p>Without rules of its own an agent rings for contacts only, reveals presence to them, and
 * relays everything ({@link #contactsOnly()}).
 */
public final class CallPolicy {
    private static final CallPolicy CONTACTS_ONLY =
            builder().ring(Who.contacts()).revealPresence(Who.contacts()).build();

    private final boolean enabled;
    private final List<Rule> rules;
    private final Who presenceRevealedTo;

    private CallPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.rules = List.copyOf(builder.rules);
        this.presenceRevealedTo = builder.presenceRevealedTo;
    }

    /** Rings for contacts, who may learn that it rings; everybody else sees an unanswered call. */
    public static CallPolicy contactsOnly() {
        return CONTACTS_ONLY;
    }

    /** Starts with no rule: nobody rings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Decides about an incoming call. */
    public Decision decide(CallerFacts caller) {
        if (!enabled) {
            return new Decision.Silence("calls are switched off");
        }
        for (Rule rule : rules) {
            if (rule.who().includes(caller)) {
                return rule.decide(presenceRevealedTo.includes(caller));
            }
        }
        return new Decision.Silence("no rule names the caller");
    }

    /** Whether a rule reveals presence to the caller: only they hear of ringing, busy, decline. */
    public boolean revealsPresenceTo(CallerFacts caller) {
        return enabled && presenceRevealedTo.includes(caller);
    }

    private enum Outcome {
        DENY("deny"),
        RING("ring for"),
        SILENCE("silence");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private record Rule(Outcome outcome, Who who, Privacy widestPrivacy) {
        Decision decide(boolean revealPresence) {
            return switch (outcome) {
                case RING -> new Decision.Ring(toString(), revealPresence, widestPrivacy);
                case SILENCE -> new Decision.Silence(toString());
                case DENY ->
                        revealPresence
                                ? new Decision.Decline(toString())
                                : new Decision.Silence(toString());
            };
        }

        @Override
        public String toString() {
            return outcome.words + " " + who;
        }
    }

    /** Collects rules, in the order in which they are tried. */
    public static final class Builder {
        private final List<Rule> rules = new ArrayList<>();
        private boolean enabled = true;
        private Who presenceRevealedTo = Who.nobody();

        private Builder() {}

        /** The master switch: off, nobody rings, and own calls are still possible. */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /** Refuses: as silence, or as a decline towards those to whom presence is revealed. */
        public Builder deny(Who who) {
            return add(Outcome.DENY, who);
        }

        /** Rings. */
        public Builder ring(Who who) {
            return add(Outcome.RING, who);
        }

        /** Does nothing; the caller sees an unanswered call. */
        public Builder silence(Who who) {
            return add(Outcome.SILENCE, who);
        }

        /**
         * Tells these callers that it rings, that the user is busy or declined. Nobody unless told
         * otherwise: to all others a refused call looks like an unanswered one.
         */
        public Builder revealPresence(Who who) {
            this.presenceRevealedTo = Objects.requireNonNull(who, "who");
            return this;
        }

        /** The policy. */
        public CallPolicy build() {
            return new CallPolicy(this);
        }

        private Builder add(Outcome outcome, Who who) {
            rules.add(new Rule(outcome, Objects.requireNonNull(who, "who"), Privacy.DIRECT));
            return this;
        }
    }
}
