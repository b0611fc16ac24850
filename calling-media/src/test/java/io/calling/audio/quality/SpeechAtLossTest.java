package io.calling.audio.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Speech through lossy calls sounds as good as libopus makes it of the same speech at the same
 * losses. With {@code -Dcalling.matrix=true} all cells run, and their table in {@code
 * docs/media.md} is written.
 */
class SpeechAtLossTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "media.md");
    private static final String BEGIN = "<!-- speech: begin -->\n";
    private static final String END = "<!-- speech: end -->";
    private static final int SEEDS = 5;

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        LibopusPeer.compile();
    }

    /** For each pattern by itself: both lose the same packets, so luck is the same for both. */
    @ParameterizedTest(name = "{0} % lost, in runs: {1}, pattern {2}")
    @CsvSource({"10, false, 1", "10, false, 2", "10, true, 1", "10, true, 2"})
    void atTenPercentItIsHardlyWorseThanLibopus(int percent, boolean inRuns, long seed)
            throws IOException, InterruptedException {
        SpeechRun run = new LossCell(percent, inRuns).run(seed);

        assertThat(run.ours()).isGreaterThan(run.libopus() - 0.2);
    }

    @Test
    @EnabledIfSystemProperty(named = "calling.matrix", matches = "true")
    void theWholeTable() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder(BEGIN);
        table.append("| Lost | A call | libopus | Least | Our packets, decoded by libopus | ");
        table.append("Packets of libopus, heard by us |\n|---|---|---|---|---|---|\n");
        for (LossCell cell : LossCell.ALL) {
            table.append(row(cell));
        }
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        assertThat(begin).isNotNegative();
        Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    }

    private static String row(LossCell cell) throws IOException, InterruptedException {
        double ours = 0;
        double theirs = 0;
        double worst = Double.POSITIVE_INFINITY;
        double oursToLibopus = 0;
        double libopusToOurs = 0;
        int seeds = cell.percent() == 0 ? 1 : SEEDS;
        for (int seed = 1; seed <= seeds; seed++) {
            SpeechRun run = cell.run(seed);
            double a = run.ours();
            double b = run.libopus();
            if (cell.percent() <= 10) {
                assertThat(a).as(cell.words() + ", pattern " + seed).isGreaterThan(b - 0.2);
            }
            ours += a / seeds;
            theirs += b / seeds;
            worst = Math.min(worst, a - b);
            oursToLibopus += run.oursToLibopus() / seeds;
            libopusToOurs += run.libopusToOurs() / seeds;
        }
        return "| %s | %.2f | %.2f | %+.2f | %.2f | %.2f |%n"
                .formatted(cell.words(), ours, theirs, worst, oursToLibopus, libopusToOurs);
    }
}
