package io.calling.ice.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedTextTest {
    /** The examples of RFC 4013, 3, and of RFC 5769, 2.4. */
    @ParameterizedTest
    @CsvSource({
        "I\u00ADX, IX",
        "user, user",
        "USER, USER",
        "\u00AA, a",
        "\u2168, IX",
        "The\u00ADM\u00AAtr\u2168, TheMatrIX",
        "a\u00A0b, a b",
        "マトリックス, マトリックス"
    })
    void saslprepFoldsAsTheRfcSays(String text, String prepared) {
        assertThat(PreparedText.saslprep(text)).isEqualTo(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0007", "a\u0000b", "\u06271", "\uE000", "\uFDD0", "\u200Eé"})
    void saslprepRefusesWhatIsProhibitedWithoutSayingIt(String text) {
        assertThatThrownBy(() -> PreparedText.saslprep(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
    }

    @Test
    void saslprepTakesTextThatRunsFromRightToLeft() {
        assertThat(PreparedText.saslprep("\u05D0\u05D1")).isEqualTo("\u05D0\u05D1");
    }

    /** The examples of RFC 8265, 4.3. */
    @ParameterizedTest
    @CsvSource({
        "correct horse battery staple, correct horse battery staple",
        "Correct Horse Battery Staple, Correct Horse Battery Staple",
        "πßå, πßå",
        "Jack of \u2666s, Jack of \u2666s",
        "foo\u1680bar, foo bar",
        "cafe\u0301, caf\u00E9",
        "\u2168, \u2168"
    })
    void opaqueStringKeepsVariantsApart(String text, String prepared) {
        assertThat(PreparedText.opaqueString(text)).isEqualTo(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my cat is a \u0009by", "The\u00ADM", "\u1100", "a\uFE0F"})
    void opaqueStringRefusesWhatIsDisallowed(String text) {
        assertThatThrownBy(() -> PreparedText.opaqueString(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
