package io.calling.srtp.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void thereAre256ShortWords() {
        assertThat(new HashSet<>(Words.ALL)).hasSize(256).hasSameSizeAs(Words.ALL);
        assertThat(Words.ALL).allMatch(word -> word.matches("[a-z]{4,8}"));
    }

    @Test
    void anyTwoDifferInTheirFirstFourLettersAndInThreeAtLeast() {
        Set<String> beginnings = new HashSet<>();
        for (String word : Words.ALL) {
            assertThat(beginnings.add(word.substring(0, 4))).as(word).isTrue();
            for (String other : Words.ALL) {
                if (!word.equals(other)) {
                    assertThat(distance(word, other)).as(word + " " + other).isGreaterThan(2);
                }
            }
        }
    }

    @Test
    void thereAre64PicturesOfOneCodePointAndOneNameEach() {
        Set<String> symbols = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Emoji picture : Emoji.ALL) {
            assertThat(picture.symbol().codePointCount(0, picture.symbol().length())).isOne();
            assertThat(picture.name()).matches("[a-z]{3,10}");
            symbols.add(picture.symbol());
            names.add(picture.name());
        }
        assertThat(symbols).hasSize(64);
        assertThat(names).hasSize(64);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    @Test
    void otherImplementationsGetTheSameLists() {
        assertThat(ShortAuthenticationString.vocabulary()).hasSize(256).startsWith("abacus");
        assertThat(Emoji.all()).hasSize(64).startsWith(new Emoji("\uD83D\uDC36", "dog"));
    }
}
