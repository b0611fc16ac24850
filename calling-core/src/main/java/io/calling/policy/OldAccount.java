package io.calling.policy;

import java.time.Duration;

/**
 * Those whose account has existed for a while.
 *
 * @param age how long
 */
record OldAccount(Duration age) implements Who {
    OldAccount {
        Amounts.check("age", age);
    }

    @Override
    public Match match(CallFacts facts) {
        return facts.party()
                .accountAge()
                .map(actual -> Match.of(actual.compareTo(age) >= 0))
                .orElse(Match.UNKNOWN);
    }

    @Override
    public String text() {
        return "account-older(" + age + ")";
    }

    @Override
    public String toString() {
        return "people whose account is older than " + Amounts.words(age);
    }
}
