package io.calling.policy;

import io.calling.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A policy in sentences that its user can read. */
final class PolicySentences {
    /** Somebody of whom nothing is known, to list limits that nobody has reached. */
    private static final CallFacts STRANGER =
            CallFacts.incoming(CallerFacts.of(PeerId.of("a stranger")));

    private PolicySentences() {}

    static List<String> of(CallPolicy policy) {
        List<String> sentences = new ArrayList<>();
        if (policy.isEnabled()) {
            addIncoming(policy, sentences);
        } else {
            sentences.add("Calls are switched off: nobody rings, and I can still call.");
        }
        policy.rules().stream()
                .filter(Rule::isOutgoing)
                .forEach(rule -> sentences.add(sentence(rule)));
        addPrivacy(policy, sentences);
        return List.copyOf(sentences);
    }

    private static void addIncoming(CallPolicy policy, List<String> sentences) {
        policy.rules().stream()
                .filter(rule -> !rule.isOutgoing())
                .forEach(rule -> sentences.add(sentence(rule)));
        sentences.add("Everybody else sees an unanswered call.");
        policy.quietHours().forEach(quiet -> sentences.add(sentence(quiet)));
        new Limits(policy.limits(), STRANGER)
                .tried()
                .forEach(limit -> sentences.add(sentence(limit.rule())));
        policy.ringFor()
                .ifPresent(time -> sentences.add("It rings for " + Amounts.words(time) + "."));
        sentences.add(revealed(policy));
    }

    private static String revealed(CallPolicy policy) {
        return policy.presenceRevealedTo().equals(Who.nobody())
                ? "Nobody learns that it rings, that I am busy or that I declined."
                : "Only these learn that it rings, that I am busy or that I declined: "
                        + policy.presenceRevealedTo()
                        + ".";
    }

    private static void addPrivacy(CallPolicy policy, List<String> sentences) {
        policy.privacyRules().forEach(rule -> sentences.add("Calls are " + rule + "."));
        sentences.add(
                policy.privacyRules().isEmpty()
                        ? "Every call is relayed, so that nobody learns my address."
                        : "All other calls are relayed.");
        if (!policy.notUnderstood().isEmpty()) {
            sentences.add(
                    "Since a rule is not understood, every call is relayed and nobody learns that"
                            + " it rings.");
        }
    }

    private static String sentence(Object rule) {
        String words = rule.toString();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
