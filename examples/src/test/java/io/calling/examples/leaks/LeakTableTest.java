package io.calling.examples.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakTableTest {
    private static final AttackTest ONE = new AttackTest("calling-ice", "ATest", "L01_one");
    private static final AttackTest BOTH = new AttackTest("examples", "BTest", "L01_L02_both");

    private final List<LeakRow> rows =
            List.of(
                    new LeakRow("L01", "first way", "Everything."),
                    new LeakRow("L02", "second way", "Everything."),
                    new LeakRow("L03", "third way", "Everything."));

    private final LeakTable table = new LeakTable(rows, List.of(ONE, BOTH));

    @Test
    void allThirtySixRowsAreThereInTheirOrder() {
        assertThat(LeakRow.all())
                .extracting(LeakRow::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 36)
                                .mapToObj(n -> String.format("L%02d", n))
                                .toList());
    }

    @Test
    void eachRowNamesItsTestsAndWhatTheySaw() {
        String text = table.text(test -> test == ONE ? 1 : 7, "");

        assertThat(text)
                .contains("## L01: first way\n\nEverything.\n\n- `ATest.L01_one` in calling-ice:")
                .contains("calling-ice: passed\n- `BTest.L01_L02_both` in examples: passed, 7");
        assertThat(text.split("L01_L02_both", -1)).hasSize(3);
    }

    @Test
    void aRowWithoutATestIsOpen() {
        assertThat(table.text(test -> 1, "")).contains("## L03: third way\n\n**Open**");
        assertThat(table.open()).extracting(LeakRow::number).containsExactly("L03");
    }

    @Test
    void whatDidNotRunStaysAsItWas() {
        String before = table.text(test -> 3, "");

        assertThat(table.text(test -> 0, before)).isEqualTo(before);
        assertThat(table.text(test -> 0, "")).contains("has not run yet");
    }

    @Test
    void aTestThatIsGoneIsNoticed() {
        String before = table.text(test -> 1, "");

        assertThat(table.namesWithoutTest(before)).isEmpty();
        assertThat(new LeakTable(rows, List.of(BOTH)).namesWithoutTest(before))
                .containsExactly("ATest.L01_one");
    }

    @Test
    void findsTestsInSourcesAndTheirCasesInReports(@TempDir Path root) throws Exception {
        Path sources = root.resolve("calling-ice/src/test/java/io/calling");
        Path reports = root.resolve("calling-ice/target/surefire-reports");
        Files.createDirectories(sources);
        Files.createDirectories(reports);
        Files.writeString(
                sources.resolve("ATest.java"),
                "class ATest { @Test void %s() {} @Test void other() {} @Test void %s(int x) {}"
                                .formatted("L01_one", "L02_two")
                        + " @Test void %s() {} }".formatted("L03_skipped"));
        Files.writeString(
                reports.resolve("TEST-io.calling.ATest.xml"),
                "<testsuite><testcase name='L01_one' classname='io.calling.ATest'/>"
                        + "<testcase name='L02_two(int)[1]' classname='io.calling.ATest'/>"
                        + "<testcase name='L02_two(int)[2]' classname='io.calling.ATest'/>"
                        + "<testcase name='L03_skipped' classname='io.calling.ATest'>"
                        + "<skipped/></testcase></testsuite>");

        List<AttackTest> found = AttackTest.in(root);
        TestReports read = TestReports.in(root);

        assertThat(found)
                .extracting(AttackTest::name)
                .containsExactly("ATest.L01_one", "ATest.L02_two", "ATest.L03_skipped");
        assertThat(found).extracting(read::casesPassed).containsExactly(1, 2, 0);
    }
}
