package io.calling.policy;

import io.calling.PrivacyMode;
import io.calling.media.MediaKind;
import io.calling.policy.Explanation.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One decision in the making: the switch, the rules of which the first that applies decides, and
 * for those who would ring what limits everybody.
 */
final class Judgement {
    private static final Set<MediaKind> ALL = Set.of(MediaKind.values());
    private static final Set<MediaKind> AUDIO = Set.of(MediaKind.AUDIO);

    private final CallPolicy policy;
    private final CallFacts facts;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Decision decision;

    Judgement(CallPolicy policy, CallFacts facts) {
        this.policy = policy;
        this.facts = facts;
    }

    Explanation explain() {
        return facts.direction() == CallFacts.Direction.OUTGOING ? outgoing() : incoming();
    }

    private Explanation outgoing() {
        for (Rule rule : policy.rules()) {
            if (rule.isOutgoing()) {
                tryRule(rule);
            }
        }
        return end(ring("nothing forbids to call them", ALL, false));
    }

    private Explanation incoming() {
        tryThat("calls are switched off", Match.of(!policy.isEnabled()), silence());
        for (Rule rule : policy.rules()) {
            if (!rule.isOutgoing()) {
                tryRule(rule);
            }
        }
        return end(new Decision.Silence("no rule names the caller"));
    }

    private Explanation end(Decision otherwise) {
        if (decision == null) {
            steps.add(
                    new Step(otherwise.rule(), Match.YES, true, "no rule before this one applies"));
            decision = otherwise;
        }
        return new Explanation(decision, steps);
    }

    private void tryRule(Rule rule) {
        Match match = rule.who().match(facts);
        boolean decides = decision == null && rule.applies(match);
        int place = steps.size();
        if (decides) {
            decision = decided(rule);
        }
        boolean itself = decision != null && decides && decision.rule().equals(rule.toString());
        steps.add(place, new Step(rule.toString(), match, itself, why(rule.who())));
    }

    private Decision decided(Rule rule) {
        return switch (rule.action()) {
            case DENY -> refused(rule.toString(), Decision.Decline.Reason.DECLINED);
            case BUSY -> refused(rule.toString(), Decision.Decline.Reason.BUSY);
            case SILENCE, NOT_UNDERSTOOD -> new Decision.Silence(rule.toString());
            case DONT_CALL ->
                    new Decision.Decline(rule.toString(), Decision.Decline.Reason.DECLINED);
            case CALL -> ring(rule.toString(), ALL, false);
            case RING -> limited(ring(rule.toString(), ALL, policy.revealsPresenceTo(facts)));
            case RING_AUDIO ->
                    limited(ring(rule.toString(), AUDIO, policy.revealsPresenceTo(facts)));
        };
    }

    private Decision.Ring ring(String rule, Set<MediaKind> media, boolean reveal) {
        PrivacyMode widest = policy.widestPrivacy(facts);
        return new Decision.Ring(rule, media, reveal, widest, policy.ringFor());
    }

    private Decision refused(String rule, Decision.Decline.Reason reason) {
        return policy.revealsPresenceTo(facts)
                ? new Decision.Decline(rule, reason)
                : new Decision.Silence(rule);
    }

    /** What holds up even those who would ring. */
    private Decision limited(Decision.Ring ring) {
        for (QuietHours quiet : policy.quietHours()) {
            tryThat(quiet.toString(), quiet.match(facts), silence());
        }
        new Limits(policy.limits(), facts)
                .tried()
                .forEach(
                        tried ->
                                tryThat(
                                        tried.rule(),
                                        Match.of(tried.exceeded()),
                                        tried.busy() ? this::busy : silence()));
        return decision == null ? ring : decision;
    }

    private Decision busy(String rule) {
        return refused(rule, Decision.Decline.Reason.BUSY);
    }

    private static Outcome silence() {
        return Decision.Silence::new;
    }

    private void tryThat(String rule, Match match, Outcome outcome) {
        boolean decides = decision == null && match != Match.NO;
        steps.add(new Step(rule, match, decides, match == Match.NO ? "not so now" : "so it is"));
        if (decides) {
            decision = outcome.of(rule);
        }
    }

    /** What holds of the party, in the words of the expression's leaves. */
    private String why(Who who) {
        return leaves(who)
                .distinct()
                .map(leaf -> leaf + ": " + leaf.match(facts))
                .collect(Collectors.joining("; "));
    }

    private static Stream<Who> leaves(Who who) {
        return who.parts().isEmpty()
                ? Stream.of(who)
                : who.parts().stream().flatMap(Judgement::leaves);
    }

    /** Makes a decision that names its rule. */
    @FunctionalInterface
    private interface Outcome {
        Decision of(String rule);
    }
}
