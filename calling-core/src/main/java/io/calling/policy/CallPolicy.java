package io.calling.policy;

import io.calling.Privacy;
import io.calling.PrivacyMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which callers may ring, how private the calls are, and whom our user may call: a master
 * switch, rules of which the first that applies decides, quiet hours, limits. Whoever no rule names
 * sees an unanswered call. Pure, immutable, thread-safe.
 *
 * <p>Where a fact is missing, or a rule is of a later version, a rule that refuses applies and one
 * that permits does not.
 *
 * <p>Without rules of its own an agent rings for contacts only, reveals presence to them, and
 * relays everything ({@link #contacts()}).
 */
public final class CallPolicy {
    private static final CallPolicy CONTACTS =
            builder().ring(Who.contacts()).revealPresence(Who.contacts()).build();

    private final boolean enabled;
    private final List<Rule> rules;
    private final List<PrivacyRule> privacyRules;
    private final List<QuietHours> quietHours;
    private final Who presenceRevealedTo;
    private final CallLimits limits;
    private final Optional<Duration> ringFor;

    private CallPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.rules = List.copyOf(builder.rules);
        this.privacyRules = List.copyOf(builder.privacyRules);
        this.quietHours = List.copyOf(builder.quietHours);
        this.presenceRevealedTo = builder.presenceRevealedTo;
        this.limits = builder.limits;
        this.ringFor = builder.ringFor;
    }

    /** Rings for contacts, who may learn that it rings; everybody else sees an unanswered call. */
    public static CallPolicy contacts() {
        return CONTACTS;
    }

    /** Rings for everybody but those who are blocked; contacts may learn that it rings. */
    public static CallPolicy everyone() {
        return preset(Who.anyone());
    }

    /** Rings for those whom the user follows and has not blocked. */
    public static CallPolicy peopleIFollow() {
        return preset(Who.peopleIFollow());
    }

    /** Rings for verified accounts that are not blocked. */
    public static CallPolicy verified() {
        return preset(Who.verified());
    }

    /** Rings for those in the user's address book who are not blocked. */
    public static CallPolicy addressBook() {
        return preset(Who.addressBook());
    }

    /** Rings for those to whom the user has sent a message and who are not blocked. */
    public static CallPolicy peopleIMessaged() {
        return preset(Who.peopleIMessaged());
    }

    /** Rings for nobody; own calls are possible. */
    public static CallPolicy nobody() {
        return builder().build();
    }

    private static CallPolicy preset(Who who) {
        return builder().deny(Who.blocked()).ring(who).revealPresence(Who.contacts()).build();
    }

    /** Starts with no rule: nobody rings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts with the rules of this policy; what is added comes after them. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Reads what {@link #text()} wrote. Rules and names of a later version are kept, and refuse.
     *
     * @throws IllegalArgumentException if it is no text of a policy, or malformed, naming the line
     */
    public static CallPolicy parse(String text) {
        return PolicyReader.read(text);
    }

    /** The stable text of this policy, of version 1: one line for each setting and rule. */
    public String text() {
        return PolicyText.write(this);
    }

    /** What this policy does, in sentences for its user. */
    public List<String> sentences() {
        return PolicySentences.of(this);
    }

    /** Decides about a call, incoming or outgoing. */
    public Decision decide(CallFacts facts) {
        return explain(facts).decision();
    }

    /** Decides, and tells of each rule whether it matches, and why. */
    public Explanation explain(CallFacts facts) {
        return new Judgement(this, facts).explain();
    }

    /** Whether a rule reveals presence to the caller: only they hear of ringing, busy, decline. */
    public boolean revealsPresenceTo(CallFacts facts) {
        return enabled && understandsAll() && presenceRevealedTo.includes(facts);
    }

    /** The widest path that a call may take. */
    public PrivacyMode widestPrivacy(CallFacts facts) {
        return privacyRules.stream()
                .filter(rule -> understandsAll() && rule.applies(facts))
                .map(PrivacyRule::mode)
                .findFirst()
                .orElse(PrivacyMode.RELAY_ONLY);
    }

    /**
     * The same policy, with no call wider than {@code widest}. A policy that says nothing of
     * privacy takes it as it is.
     */
    public CallPolicy within(Privacy widest) {
        Builder narrowed = toBuilder();
        narrowed.privacyRules.clear();
        if (widest.mode() == PrivacyMode.RELAY_ONLY) {
            return narrowed.build();
        }
        if (privacyRules.isEmpty()) {
            return narrowed.privacy(widest.mode(), widest.directFor()).build();
        }
        if (widest.mode() != PrivacyMode.DIRECT) {
            narrowed.privacy(PrivacyMode.RELAY_ONLY, Who.not(widest.directFor()));
        }
        privacyRules.forEach(
                rule -> narrowed.privacy(rule.mode().narrowest(widest.mode()), rule.who()));
        return narrowed.build();
    }

    /** The same policy, with these limits where it has none of its own. */
    public CallPolicy limitedBy(CallLimits otherwise) {
        return limits.equals(CallLimits.NONE) ? toBuilder().limits(otherwise).build() : this;
    }

    /** The lines of a later version, each of which refuses; empty in a policy of this version. */
    public List<String> notUnderstood() {
        return rules.stream()
                .filter(rule -> rule.action() == Rule.Action.NOT_UNDERSTOOD)
                .map(Rule::text)
                .toList();
    }

    /** Whether deciding about our user's own calls takes facts about the other party. */
    public boolean looksAtCallees() {
        return !privacyRules.isEmpty() || rules.stream().anyMatch(Rule::isOutgoing);
    }

    private boolean understandsAll() {
        return rules.stream().noneMatch(rule -> rule.action() == Rule.Action.NOT_UNDERSTOOD);
    }

    boolean isEnabled() {
        return enabled;
    }

    List<Rule> rules() {
        return rules;
    }

    List<PrivacyRule> privacyRules() {
        return privacyRules;
    }

    List<QuietHours> quietHours() {
        return quietHours;
    }

    Who presenceRevealedTo() {
        return presenceRevealedTo;
    }

    CallLimits limits() {
        return limits;
    }

    Optional<Duration> ringFor() {
        return ringFor;
    }

    /** Policies with the same text are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CallPolicy that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** The sentences. */
    @Override
    public String toString() {
        return String.join(" ", sentences());
    }

    /** Collects rules, in the order in which they are tried. */
    public static final class Builder {
        /** No policy has more rules. */
        static final int MAX_RULES = 256;

        private final List<Rule> rules = new ArrayList<>();
        private final List<PrivacyRule> privacyRules = new ArrayList<>();
        private final List<QuietHours> quietHours = new ArrayList<>();
        private boolean enabled = true;
        private Who presenceRevealedTo = Who.nobody();
        private CallLimits limits = CallLimits.NONE;
        private Optional<Duration> ringFor = Optional.empty();

        private Builder() {}

        private Builder(CallPolicy policy) {
            rules.addAll(policy.rules);
            privacyRules.addAll(policy.privacyRules);
            quietHours.addAll(policy.quietHours);
            enabled = policy.enabled;
            presenceRevealedTo = policy.presenceRevealedTo;
            limits = policy.limits;
            ringFor = policy.ringFor;
        }

        /** The master switch: off, nobody rings, and own calls are still possible. */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /** Refuses: as silence, or as a decline towards those to whom presence is revealed. */
        public Builder deny(Who who) {
            return add(Rule.Action.DENY, who);
        }

        /** Refuses: as silence, or as a busy line towards those to whom presence is revealed. */
        public Builder busy(Who who) {
            return add(Rule.Action.BUSY, who);
        }

        /** Rings. */
        public Builder ring(Who who) {
            return add(Rule.Action.RING, who);
        }

        /** Rings for a call with sound only, also where the caller asks for video. */
        public Builder ringWithoutVideo(Who who) {
            return add(Rule.Action.RING_AUDIO, who);
        }

        /** Does nothing; the caller sees an unanswered call. */
        public Builder silence(Who who) {
            return add(Rule.Action.SILENCE, who);
        }

        /** Lets our user call them. Whom no rule names may be called. */
        public Builder call(Who who) {
            return add(Rule.Action.CALL, who);
        }

        /** Does not let our user call them. */
        public Builder dontCall(Who who) {
            return add(Rule.Action.DONT_CALL, who);
        }

        /**
         * Tells these callers that it rings, that the user is busy or declined. Nobody unless told
         * otherwise: to all others a refused call looks like an unanswered one.
         */
        public Builder revealPresence(Who who) {
            this.presenceRevealedTo = Objects.requireNonNull(who, "who");
            return this;
        }

        /** Relays calls with them, whatever a later rule says. All others are relayed anyway. */
        public Builder relayOnly(Who who) {
            return privacy(PrivacyMode.RELAY_ONLY, who);
        }

        /** Goes direct with them after the accept, once it is proved who they are. */
        public Builder directAfterAccept(Who who) {
            return privacy(PrivacyMode.DIRECT_AFTER_ACCEPT, who);
        }

        /** Goes direct with them from the accept on. */
        public Builder direct(Who who) {
            return privacy(PrivacyMode.DIRECT, who);
        }

        /** Adds hours in which nobody rings but some. */
        public Builder quietHours(QuietHours value) {
            quietHours.add(Objects.requireNonNull(value, "quietHours"));
            return this;
        }

        /**
         * How many calls may ring; as many as the agent lets unless told otherwise, which are those
         * of {@link CallLimits#recommended()} unless it is told otherwise.
         */
        public Builder limits(CallLimits value) {
            this.limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /** How long a call rings at most; as long as the agent lets it unless told otherwise. */
        public Builder ringFor(Duration value) {
            Amounts.check("ringFor", value);
            this.ringFor = Optional.of(value);
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException if it is too large for a policy
         */
        public CallPolicy build() {
            Amounts.check("rules", 1 + rules.size() + privacyRules.size(), MAX_RULES);
            Amounts.check("quietHours", 1 + quietHours.size(), MAX_RULES);
            expressions().forEach(PolicyText::checkDepth);
            return new CallPolicy(this);
        }

        private Stream<Who> expressions() {
            return Stream.of(
                            rules.stream().map(Rule::who),
                            privacyRules.stream().map(PrivacyRule::who),
                            quietHours.stream().map(QuietHours::except),
                            Stream.of(presenceRevealedTo))
                    .flatMap(all -> all);
        }

        Builder add(Rule rule) {
            rules.add(rule);
            return this;
        }

        Builder privacy(PrivacyMode mode, Who who) {
            privacyRules.add(new PrivacyRule(mode, Objects.requireNonNull(who, "who")));
            return this;
        }

        private Builder add(Rule.Action action, Who who) {
            return add(new Rule(action, Objects.requireNonNull(who, "who")));
        }
    }
}
