package io.calling.examples.mutations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test that stays green whatever the library does proves nothing: here each guard is broken, and
 * each test of its row has to go red. Run by {@code mvn test -Pmutations}; writes {@code
 * docs/mutations.md} when all of it has passed.
 */
@Tag("mutations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MutationsTest {
    private static final List<String> ROWS_OF_THE_NETWORK =
            List.of(
                    "L01", "L02", "L03", "L04", "L06", "L07", "L08", "L09", "L10", "L11", "L16",
                    "L17", "L18", "L19", "L20", "L21", "L22", "L23", "L26", "L29", "L30", "L31",
                    "L34", "L35", "L36");

    @TempDir private Path directory;
    private Path root;
    private TestProcess tests;
    private int red;

    @BeforeAll
    void findTheProject() {
        root = Path.of("").toAbsolutePath().getParent();
        tests = new TestProcess(root);
    }

    static List<Mutation> mutations() {
        return Mutation.all();
    }

    @Test
    @Order(1)
    void everyRowOfTheNetworkHasAGuardThatIsBroken() {
        assertThat(mutations().stream().map(Mutation::row))
                .containsAll(ROWS_OF_THE_NETWORK)
                .isSorted();
    }

    @Test
    @Order(2)
    void withEveryGuardInPlaceTheTestsAreGreen() throws Exception {
        List<String> all =
                mutations().stream().flatMap(m -> m.tests().stream()).distinct().toList();

        Map<String, TestProcess.Counts> counts = tests.run(all, directory);

        assertThat(counts.values()).allMatch(c -> c.failed() == 0);
        assertThat(counts.values()).allMatch(c -> c.passed() + c.skipped() > 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    @Order(3)
    void aBrokenGuardTurnsItsRowRed(Mutation mutation) throws Exception {
        Path own = Files.createTempDirectory(directory, mutation.row());
        MutatedClass.compile(mutation, root, tests.classPath(), own);

        Map<String, TestProcess.Counts> counts = tests.run(mutation.tests(), own);

        assumeTrue(
                counts.values().stream().noneMatch(c -> c.passed() + c.failed() == 0),
                "a program that a test needs is not installed");
        assertThat(counts).allSatisfy((test, c) -> assertThat(c.failed()).isPositive());
        red++;
    }

    @Test
    @Order(4)
    void whatWasSeenIsWrittenDown() throws IOException {
        assumeTrue(red == mutations().size(), "not every guard was broken");
        StringBuilder text =
                new StringBuilder(
                        """
                        # Broken guards

                        A test that stays green whatever the library does proves nothing. So each
                        guard of [leaks.md](leaks.md) was broken in a copy, one at a time, and each
                        test named beside it was seen to go red; with every guard in place all of
                        them are green. Written by `mvn test -Pmutations`, which takes some minutes;
                        the list is in `examples/src/test/resources`, `mutations.txt`.

                        | Row | What was broken | Where | Went red |
                        |---|---|---|---|
                        """);
        mutations().forEach(mutation -> line(text, mutation));
        Files.writeString(root.resolve("docs/mutations.md"), text);
    }

    private static void line(StringBuilder text, Mutation mutation) {
        String where = mutation.file().replaceFirst(".*/", "").replace(".java", "");
        Stream<String> names =
                mutation.tests().stream()
                        .map(test -> "`" + test.replaceFirst(".*\\.", "").replace('#', '.') + "`");
        text.append("| ").append(mutation.row()).append(" | ").append(mutation.what());
        text.append(" | `").append(where).append("` | ");
        text.append(String.join(", ", names.toList())).append(" |\n");
    }
}
