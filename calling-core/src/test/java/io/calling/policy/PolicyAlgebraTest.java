package io.calling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Privacy;
import io.calling.PrivacyMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws that hold of every policy, tried on thousands made at random. */
class PolicyAlgebraTest {
    private static final int TRIES = 5_000;

    private final Policies some = new Policies(11);

    @Test
    void andOrAndNotObeyTheLawsOfKleenesLogic() {
        for (int i = 0; i < TRIES; i++) {
            CallFacts facts = some.facts();
            Who a = some.who();
            Who b = some.who();
            Who c = some.who();
            same(facts, a.and(b), b.and(a));
            same(facts, a.or(b), b.or(a));
            same(facts, a.and(b).and(c), a.and(b.and(c)));
            same(facts, a.or(b).or(c), a.or(b.or(c)));
            same(facts, a.and(b.or(c)), a.and(b).or(a.and(c)));
            same(facts, Who.not(a.and(b)), Who.not(a).or(Who.not(b)));
            same(facts, Who.not(a.or(b)), Who.not(a).and(Who.not(b)));
            same(facts, Who.not(Who.not(a)), a);
            same(facts, a.and(Who.anyone()), a);
            same(facts, a.or(Who.nobody()), a);
            same(facts, a.and(a.or(b)), a);
        }
    }

    private static void same(CallFacts facts, Who left, Who right) {
        assertThat(left.match(facts)).as("%s = %s", left, right).isEqualTo(right.match(facts));
    }

    @Test
    void aDecisionIsTheSameEachTimeAndNamesItsRule() {
        for (int i = 0; i < TRIES; i++) {
            CallPolicy policy = some.policy();
            CallFacts facts = some.facts();
            Explanation why = policy.explain(facts);
            assertThat(policy.decide(facts)).isEqualTo(why.decision());
            assertThat(why.steps().stream().filter(Explanation.Step::decided))
                    .singleElement()
                    .satisfies(step -> assertThat(step.rule()).isEqualTo(why.decision().rule()));
        }
    }

    @Test
    void L24_nobodyHearsOfADecisionButThoseToWhomPresenceIsRevealed() {
        for (int i = 0; i < TRIES; i++) {
            CallPolicy policy = some.policy();
            CallFacts facts = some.facts();
            Decision decision = policy.decide(facts);
            if (facts.direction() == CallFacts.Direction.INCOMING
                    && !policy.revealsPresenceTo(facts)) {
                assertThat(decision).isNotInstanceOf(Decision.Decline.class);
            }
            assertThat(decision instanceof Decision.Ring ring && ring.revealPresence())
                    .isIn(false, policy.revealsPresenceTo(facts));
        }
    }

    @Test
    void aRefusalMoreNeverLetsAnybodyRingWhoDidNot() {
        for (int i = 0; i < TRIES; i++) {
            CallPolicy policy = some.policy();
            CallFacts facts = some.facts();
            CallPolicy.Builder stricter = CallPolicy.builder().silence(some.who());
            policy.rules().forEach(stricter::add);
            policy.quietHours().forEach(stricter::quietHours);
            CallPolicy built = stricter.limits(policy.limits()).enabled(policy.isEnabled()).build();
            assertThat(
                            facts.direction() == CallFacts.Direction.INCOMING
                                    && Facts.rings(built.decide(facts))
                                    && !Facts.rings(policy.decide(facts)))
                    .isFalse();
        }
    }

    @Test
    void aRuleThatIsNotUnderstoodNeverLetsAnybodyRingNorLearnNorGoDirect() {
        for (int i = 0; i < TRIES; i++) {
            CallPolicy policy = some.policy();
            CallFacts facts = some.facts();
            String text = policy.text();
            List<String> lines = new ArrayList<>(text.lines().toList());
            lines.add(1 + new Random(i).nextInt(lines.size()), "weekly-limit 3 all(x, \"y\")");
            CallPolicy newer = CallPolicy.parse(String.join("\n", lines));
            assertThat(newer.notUnderstood()).containsExactly("weekly-limit 3 all(x, \"y\")");
            assertThat(newer.revealsPresenceTo(facts)).isFalse();
            assertThat(newer.widestPrivacy(facts)).isEqualTo(PrivacyMode.RELAY_ONLY);
            if (facts.direction() == CallFacts.Direction.INCOMING
                    && !Facts.rings(policy.decide(facts))) {
                assertThat(Facts.rings(newer.decide(facts))).isFalse();
            }
        }
    }

    @Test
    void privacyIsNeverWiderThanTheAgentsNorThanThePolicys() {
        List<Privacy> caps =
                List.of(
                        Privacy.RELAY_ONLY,
                        Privacy.directAfterAccept(Who.contacts()),
                        Privacy.DIRECT);
        for (int i = 0; i < TRIES; i++) {
            CallPolicy policy = some.policy();
            CallFacts facts = some.facts();
            for (Privacy cap : caps) {
                PrivacyMode mode = policy.within(cap).widestPrivacy(facts);
                assertThat(mode.isAtMost(cap.mode())).isTrue();
                if (!policy.privacyRules().isEmpty()) {
                    assertThat(mode.isAtMost(policy.widestPrivacy(facts))).isTrue();
                }
            }
        }
    }

    /** However the calls come, no more than the bucket and its refills hold ever ring. */
    @Test
    void aBucketNeverGivesMoreThanItHolds() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            TokenBucket bucket =
                    new TokenBucket(
                            1 + random.nextInt(6), Duration.ofSeconds(1 + random.nextInt(100)));
            List<Duration> rang = new ArrayList<>();
            long now = 0;
            for (int call = 0; call < 150; call++) {
                now += random.nextInt(20);
                long at = now;
                List<Duration> ages =
                        rang.stream().map(Duration.ofSeconds(at)::minus).sorted().toList();
                if (bucket.allows(ages)) {
                    rang.add(Duration.ofSeconds(now));
                }
            }
            assertThat((long) rang.size())
                    .isLessThanOrEqualTo(bucket.capacity() + now / bucket.refill().toSeconds())
                    .isGreaterThanOrEqualTo(1);
        }
    }
}
