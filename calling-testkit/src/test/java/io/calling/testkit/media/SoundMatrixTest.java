package io.calling.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Sound through whole calls over bad paths, in test time: what is made up is hardly more than what
 * the path lost, and the delay is no more than the path's unevenness demands. With {@code
 * -Dcalling.matrix=true} all cells run, and their table in {@code docs/media.md} is written.
 */
class SoundMatrixTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "media.md");
    private static final String BEGIN = "<!-- sound: begin -->\n";
    private static final String END = "<!-- sound: end -->";
    private static final long SEED = 11;

    static final List<SoundCell> FEW = SoundCell.few();

    @ParameterizedTest
    @FieldSource("FEW")
    void littleMoreIsMadeUpThanThePathLost(SoundCell cell) {
        check(cell, new SoundRun(cell, SEED));
    }

    private static void check(SoundCell cell, SoundRun run) {
        assertThat(run.concealed())
                .as(cell.name())
                .isBetween(cell.lostShare() * 0.6 - 0.005, cell.lostShare() * 1.4 + 0.03);
        long jitter = cell.later().jitter().toMillis();
        // After a change the delays of before are forgotten within seven seconds.
        boolean changes = !cell.path().equals(cell.later());
        long delay = changes ? run.delayMillis() : run.longestDelayMillis();
        assertThat(delay).as(cell.name()).isLessThan(60 + 3 * jitter / 2);
    }

    @Test
    @EnabledIfSystemProperty(named = "calling.matrix", matches = "true")
    void theWholeTable() throws IOException {
        StringBuilder table = new StringBuilder(BEGIN);
        table.append("| Path | Lost | Made up | Delay added | Adapted | Delay over 40 s |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (SoundCell cell : SoundCell.all()) {
            SoundRun run = new SoundRun(cell, SEED);
            check(cell, run);
            table.append(
                    "| %s | %.1f %% | %.1f %% | %d ms | %d s | `%s` |%n"
                            .formatted(
                                    cell.name(),
                                    100 * cell.lostShare(),
                                    100 * run.concealed(),
                                    run.delayMillis(),
                                    run.secondsToAdapt(),
                                    run.plot()));
        }
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        assertThat(begin).isNotNegative();
        Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
    }
}
