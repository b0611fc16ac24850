package io.calling.examples.leaks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code docs/leaks.md}. Nothing in it depends on when or how fast the tests ran; what
 * a run left out stays as an earlier one wrote it. Pure.
 */
final class LeakTable {
    private static final Pattern LINE =
            Pattern.compile("- `(\\w+\\.L\\w+)` in ([\\w-]+): (.*)", Pattern.MULTILINE);

    private static final String HEAD =
            """
            # What must never leak

            With privacy on, no packet and no byte that carries your address reaches the peer, and
            nothing of yours moves before you accept. Below are the ways in which real calling
            software broke that, and the tests that play each of them against this library: a
            hostile peer, a hostile message, a hostile relay or network. They look at the wire, or
            at every byte that was given to the peer. In plain words: [privacy.md](privacy.md).

            `mvn verify` writes this file from the tests that ran; do not edit it. With
            `-Dleaks=check` it fails where the file named a test that is gone, or a row has none.
            Whether a test would notice a broken guard is tried by `mvn test -Pmutations`
            ([mutations.md](mutations.md)).

            """;

    private final List<LeakRow> rows;
    private final List<AttackTest> tests;

    LeakTable(List<LeakRow> rows, List<AttackTest> tests) {
        this.rows = rows;
        this.tests = tests;
    }

    /** Tests that a text names and that are gone. */
    List<String> namesWithoutTest(String text) {
        List<String> known = tests.stream().map(AttackTest::name).toList();
        return LINE.matcher(text)
                .results()
                .map(line -> line.group(1))
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }

    /** Rows that no test plays. */
    List<LeakRow> open() {
        return rows.stream().filter(row -> testsOf(row).isEmpty()).toList();
    }

    /**
     * The table.
     *
     * @param casesPassed how many cases of a test passed in this run; 0 where it did not run
     * @param before the text of an earlier run, or an empty one
     */
    String text(ToIntFunction<AttackTest> casesPassed, String before) {
        Map<String, String> seenBefore = new LinkedHashMap<>();
        LINE.matcher(before)
                .results()
                .forEach(line -> seenBefore.put(line.group(2) + line.group(1), line.group(3)));
        StringBuilder text = new StringBuilder(HEAD);
        for (LeakRow row : rows) {
            section(text, row, casesPassed, seenBefore);
        }
        return text.toString().stripTrailing() + "\n";
    }

    private void section(
            StringBuilder text,
            LeakRow row,
            ToIntFunction<AttackTest> casesPassed,
            Map<String, String> seenBefore) {
        text.append("## ").append(row.number()).append(": ").append(row.way()).append("\n\n");
        List<AttackTest> played = testsOf(row);
        if (played.isEmpty()) {
            text.append("**Open**: no test plays it.\n\n");
            return;
        }
        text.append(row.lookedAt()).append("\n\n");
        for (AttackTest test : played) {
            String seen =
                    seen(casesPassed.applyAsInt(test), seenBefore.get(test.module() + test.name()));
            text.append("- `").append(test.name()).append("` in ").append(test.module());
            text.append(": ").append(seen).append('\n');
        }
        text.append('\n');
    }

    private static String seen(int cases, @Nullable String before) {
        if (cases == 0) {
            return before == null ? "has not run yet" : before;
        }
        return cases == 1 ? "passed" : "passed, " + cases + " cases";
    }

    private List<AttackTest> testsOf(LeakRow row) {
        List<AttackTest> all = new ArrayList<>();
        for (AttackTest test : tests) {
            if (test.plays(row)) {
                all.add(test);
            }
        }
        return all;
    }
}
