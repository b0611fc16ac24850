package io.calling.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.calling.stats.EModel.Codec;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EModelTest {
    private static final double DELAY_TO = 3;

    static Stream<Codec> codecs() {
        return Stream.of(Codec.OPUS, Codec.G711, new Codec(11, 19), new Codec(95, 1e-3));
    }

    /** Worst conditions and best, in small steps: more of either never sounds better. */
    @ParameterizedTest
    @MethodSource("codecs")
    void moreDelayAndMoreLossNeverSoundBetter(Codec codec) {
        for (double loss = 0; loss <= 1; loss += 0.01) {
            double before = Double.POSITIVE_INFINITY;
            for (double delay = 0; delay <= DELAY_TO; delay += 0.005) {
                double score = EModel.score(EModel.rating(delay, loss, codec));
                assertThat(score).isBetween(1.0, Math.min(before, 4.5));
                before = score;
            }
        }
        for (double delay = 0; delay <= DELAY_TO; delay += 0.05) {
            double before = Double.POSITIVE_INFINITY;
            for (double loss = 0; loss <= 1; loss += 0.002) {
                double score = EModel.score(EModel.rating(delay, loss, codec));
                assertThat(score).isBetween(1.0, Math.min(before, 4.5));
                before = score;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void anyTwoCallsOfWhichOneIsWorseInBothAreRatedSo(Codec codec) {
        SplittableRandom random = new SplittableRandom(107);
        for (int i = 0; i < 20_000; i++) {
            double delay = random.nextDouble() * DELAY_TO;
            double loss = random.nextDouble();
            double better = EModel.rating(delay, loss, codec);
            double worse =
                    EModel.rating(
                            delay + random.nextDouble(),
                            loss + random.nextDouble() * (1 - loss),
                            codec);

            assertThat(worse).isBetween(0.0, better);
            assertThat(EModel.score(worse)).isLessThanOrEqualTo(EModel.score(better));
        }
    }

    /** With its defaults the model gives R = 93.2 and MOS = 4.41 (G.107, 7.7 and Annex B). */
    @Test
    void nothingAmissIsTheDefaultOfTheRecommendation() {
        double rating = EModel.rating(0.05, 0, Codec.G711);

        assertThat(rating).isEqualTo(93.2);
        assertThat(EModel.score(rating)).isCloseTo(4.41, within(0.005));
    }

    /** G.107, Annex B, Table B.1: the least ratings of each category of satisfaction. */
    @ParameterizedTest
    @CsvSource({"90,4.34", "80,4.03", "70,3.60", "60,3.10", "50,2.58", "100,4.5", "0,1"})
    void scoresAreThoseOfTheTableOfTheRecommendation(double rating, double score) {
        assertThat(EModel.score(rating)).isCloseTo(score, within(0.01));
    }

    /** Worked out by hand from the formulas: X = 1 at 200 ms, X = 2 at 400 ms. */
    @ParameterizedTest
    @CsvSource({"0.1,0,93.2", "0.2,0,90.16", "0.4,0,69.13", "0.05,0.01,89.56", "0.05,0.05,77.42"})
    void ratingsAreThoseOfTheFormula(double delay, double loss, double rating) {
        assertThat(EModel.rating(delay, loss, Codec.G711)).isCloseTo(rating, within(0.01));
    }

    @Test
    void halfOfWhatIsLeftGoesAtTheLossThatTheCodecBears() {
        assertThat(EModel.rating(0, 0.1, Codec.OPUS)).isCloseTo(93.2 - 95 / 2.0, within(1e-9));
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        assertThatThrownBy(() -> EModel.rating(-0.1, 0, Codec.OPUS)).hasMessageContaining("delay");
        assertThatThrownBy(() -> EModel.rating(Double.NaN, 0, Codec.OPUS))
                .hasMessageContaining("delay");
        assertThatThrownBy(() -> EModel.rating(0, 1.1, Codec.OPUS)).hasMessageContaining("loss");
        assertThatThrownBy(() -> new Codec(96, 1)).hasMessageContaining("impairment");
        assertThatThrownBy(() -> new Codec(0, 0)).hasMessageContaining("robustness");
    }
}
