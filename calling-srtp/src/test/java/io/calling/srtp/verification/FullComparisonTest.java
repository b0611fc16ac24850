package io.calling.srtp.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullComparisonTest {

    @Test
    void isEightyDigitsThatBothSidesSeeAlike() {
        FullComparison comparison = FullComparison.of(Calls.ALICES, Calls.BOBS);
        assertThat(comparison.groups()).hasSize(16).allMatch(group -> group.matches("\\d{5}"));
        assertThat(comparison).isEqualTo(FullComparison.of(Calls.ALICES, Calls.BOBS));
        assertThat(comparison.caution()).contains("all 80 digits");
    }

    /** Each half depends on one side alone: nobody can trade one certificate for the other. */
    @Test
    void eachSideHasAHalfOfItsOwn() {
        FullComparison honest = FullComparison.of(Calls.ALICES, Calls.BOBS);
        FullComparison swapped = FullComparison.of(Calls.ALICES, Calls.fingerprints(666));
        assertThat(swapped.groups().subList(0, 8)).isEqualTo(honest.groups().subList(0, 8));
        assertThat(swapped.groups().subList(8, 16))
                .doesNotContainAnyElementsOf(honest.groups().subList(8, 16));
    }
}
