package io.calling.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.calling.PeerId;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    /** Kept for ever: texts of version 1 that people have stored mean this. */
    private static final String VERSION_1 =
            """
            call-policy/1
            calls off
            ring-for PT45S
            caller-limit 5 PT5M
            overall-limit 20 PT1M
            cool-down 3 PT10M PT30M
            calls-at-once 2
            calls-waiting 1
            quiet 22:00 07:00 daily except favourites
            quiet 12:00 13:00 sat+sun except not(anyone)
            reveal contacts
            relay-only blocked
            direct-after-accept all(contacts, proven)
            direct same-group
            deny blocked
            busy while(in-call)
            silence any(first-contact, called-in-vain(3, PT1H))
            ring any(all(followed, followers), address-book, verified, messaged-by-me)
            ring all(messaged-me, account-older(PT720H), not(asking(video)))
            ring-audio any(peers("bob", "the \\"other\\" bob"), between(09:00, 17:00, mon+tue))
            ring any(called(1, PT3M), talked(1, PT24H), called-by-me(1, PT1H))
            call contacts
            dont-call not(messaged-me)
            """;

    @Test
    void everyWordOfVersion1IsReadAndWrittenTheSame() {
        CallPolicy policy = CallPolicy.parse(VERSION_1);
        assertThat(policy.text()).isEqualTo(VERSION_1);
        assertThat(policy.notUnderstood()).isEmpty();
    }

    @Test
    void aTextMeansWhatItsPolicyDoes() {
        CallPolicy policy =
                CallPolicy.builder()
                        .enabled(false)
                        .deny(Who.blocked())
                        .ring(Who.contacts().and(Who.oneOf(PeerId.of("bob"))))
                        .quietHours(
                                QuietHours.daily(LocalTime.of(22, 0), LocalTime.of(7, 0))
                                        .except(Who.are(Relation.FAVOURITE)))
                        .limits(CallLimits.NONE.perCaller(5, Duration.ofMinutes(5)))
                        .build();
        assertThat(policy.text())
                .isEqualTo(
                        """
                        call-policy/1
                        calls off
                        caller-limit 5 PT5M
                        quiet 22:00 07:00 daily except favourites
                        deny blocked
                        ring all(contacts, peers("bob"))
                        """);
    }

    @Test
    void everyPolicyComesBackAsItWasWrittenAndDecidesTheSame() {
        Policies some = new Policies(21);
        for (int i = 0; i < 3_000; i++) {
            CallPolicy policy = some.policy();
            CallPolicy read = CallPolicy.parse(policy.text());
            assertThat(read.text()).isEqualTo(policy.text());
            assertThat(read).isEqualTo(policy).hasSameHashCodeAs(policy);
            CallFacts facts = some.facts();
            assertThat(read.explain(facts)).isEqualTo(policy.explain(facts));
        }
    }

    @Test
    void everyExpressionComesBackAsItWasWritten() {
        Policies some = new Policies(22);
        for (int i = 0; i < 5_000; i++) {
            Who who = some.who();
            assertThat(Who.parse(who.text())).isEqualTo(who);
        }
    }

    @Test
    void aNameOfALaterVersionRefusesAndNeverPermits() {
        CallFacts facts = Facts.from(Relation.CONTACT);
        assertThat(rings("ring moon(full)", facts)).isFalse();
        assertThat(rings("ring not(moon(full))", facts)).isFalse();
        assertThat(rings("ring any(contacts, moon(full))", facts)).isTrue();
        assertThat(rings("deny moon(full)\nring contacts", facts)).isFalse();
        assertThat(rings("deny not(moon(full))\nring contacts", facts)).isFalse();
        assertThat(rings("ring all(contacts, while(asleep))", facts)).isFalse();
    }

    @Test
    void aSettingOfALaterVersionRefusesEverybody() {
        assertThat(rings("weekly-limit 3\nring contacts", Facts.from(Relation.CONTACT))).isFalse();
        assertThat(rings("ring contacts\nvibrate yes", Facts.from(Relation.CONTACT))).isTrue();
        assertThat(rings("ring contacts\nvibrate yes\nring anyone", Facts.from())).isFalse();
    }

    private static boolean rings(String lines, CallFacts facts) {
        return Facts.rings(CallPolicy.parse("call-policy/1\n" + lines).decide(facts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "call-policy/2\nring anyone", "ring anyone", "call-policy/10"})
    void aTextOfAnotherVersionIsNoPolicy(String text) {
        assertThatThrownBy(() -> CallPolicy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring | line 3: expected a word",
                "ring contacts, verified | line 3: expected nothing more",
                "ring all(contacts) | line 3: 2 to 256 parts",
                "ring all(contacts,verified) | line 3: expected )",
                "ring not(contacts, verified) | line 3: not() takes one part",
                "ring peers(bob) | line 3: expected \"",
                "ring peers(\"bob | line 3: expected a quotation mark",
                "ring called(0, PT1H) | line 3: not a number",
                "ring called(2, soon) | line 3: not a duration",
                "ring called(2) | line 3: expected 2 values",
                "ring between(25:00, 07:00, daily) | line 3: not a time",
                "ring between(05:00, 07:00, today) | line 3: not a day",
                "ring CONTACTS | line 3: not a name",
                "calls maybe | line 3: calls are on or off",
                "caller-limit 5 | line 3: expected 2 values",
                "caller-limit 05 PT1M | line 3: not a number",
                "caller-limit 5 PT48H | line 3: refill must be a day at most",
                "quiet 22:00 07:00 daily | line 3: expected: quiet FROM TO DAYS except WHO",
                "reveal contacts\tverified | line 3: empty",
            })
    void whatIsMalformedIsNamedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> CallPolicy.parse("call-policy/1\ncalls on\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aSettingStandsOnce() {
        assertThatThrownBy(() -> CallPolicy.parse("call-policy/1\ncalls on\ncalls off"))
                .hasMessage("line 3: a second line calls");
    }

    @Test
    void noTextExhaustsTheStackOrTheMemory() {
        String deep = "not(".repeat(10_000) + "anyone" + ")".repeat(10_000);
        String deepUnknown = "x(".repeat(10_000) + "y" + ")".repeat(10_000);
        String many = "call-policy/1" + "\nring anyone".repeat(1_000);
        for (String text : new String[] {"ring " + deep, "ring " + deepUnknown}) {
            assertThatThrownBy(() -> CallPolicy.parse("call-policy/1\n" + text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> CallPolicy.parse(many))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallPolicy.parse("call-policy/1\n" + "x".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsBuiltTooDeepToBeReadAgainIsRefused() {
        Who deep = Who.contacts();
        for (int i = 0; i < 40; i++) {
            deep = new Not(deep);
        }
        CallPolicy.Builder builder = CallPolicy.builder().ring(deep);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noiseIsRefusedInWordsOrIsTheTextOfAnotherPolicy() {
        Random random = new Random(6);
        Policies some = new Policies(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(some.policy().text());
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            Throwable thrown = catchThrowable(() -> readTwice(text.toString()));
            assertThat(thrown == null || thrown instanceof IllegalArgumentException).isTrue();
        }
    }

    private static void readTwice(String text) {
        CallPolicy policy = CallPolicy.parse(text);
        assertThat(CallPolicy.parse(policy.text()).text()).isEqualTo(policy.text());
    }
}
