package io.calling.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Policies as text, of version 1:
 *
 * <pre>
 * call-policy/1
 * calls off                          the master switch; on unless this line is there
 * ring-for PT45S
 * caller-limit 5 PT5M                so many in a row, then one each five minutes
 * overall-limit 20 PT1M
 * cool-down 3 PT10M PT30M            after three in vain within ten minutes, half an hour
 * calls-at-once 2
 * calls-waiting 1
 * quiet 22:00 07:00 daily except favourites
 * reveal contacts
 * direct-after-accept all(contacts, proven)
 * deny blocked                       rules, in the order in which they are tried
 * ring any(contacts, peers("bob"))
 * dont-call blocked
 * </pre>
 *
 * <p>A line of a kind that the reader does not know becomes a rule that refuses everybody, in the
 * place where it stands; settings are written before rules, so that a setting that is not known
 * refuses everybody. Where there is such a line presence is revealed to nobody, and every call is
 * relayed. Our user's own calls are possible all the same.
 */
final class PolicyText {
    static final String HEADER = "call-policy/1";
    static final int MAX_CHARACTERS = 65_536;

    /** Expressions nest no deeper, so that no text exhausts the stack. */
    static final int MAX_DEPTH = 32;

    private PolicyText() {}

    static String write(CallPolicy policy) {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        if (!policy.isEnabled()) {
            lines.add("calls off");
        }
        policy.ringFor().ifPresent(time -> lines.add("ring-for " + time));
        addLimits(policy.limits(), lines);
        policy.quietHours().forEach(quiet -> lines.add("quiet " + quiet.text()));
        if (!policy.presenceRevealedTo().equals(Who.nobody())) {
            lines.add("reveal " + policy.presenceRevealedTo().text());
        }
        policy.privacyRules().forEach(rule -> lines.add(rule.text()));
        policy.rules().forEach(rule -> lines.add(rule.text()));
        return String.join("\n", lines) + "\n";
    }

    private static void addLimits(CallLimits limits, List<String> lines) {
        limits.perCaller().ifPresent(bucket -> lines.add("caller-limit " + bucket.text()));
        limits.overall().ifPresent(bucket -> lines.add("overall-limit " + bucket.text()));
        limits.coolDown().ifPresent(rest -> lines.add("cool-down " + rest.text()));
        if (limits.ongoing() > 0) {
            lines.add("calls-at-once " + limits.ongoing());
        }
        if (limits.waiting() > 0) {
            lines.add("calls-waiting " + limits.waiting());
        }
    }

    static void checkDepth(Who who) {
        checkDepth(who, MAX_DEPTH);
    }

    private static void checkDepth(Who who, int left) {
        if (left == 0) {
            throw new IllegalArgumentException("an expression nests deeper than " + MAX_DEPTH);
        }
        who.parts().forEach(part -> checkDepth(part, left - 1));
    }
}
