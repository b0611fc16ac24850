package io.calling.examples.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes {@code docs/leaks.md} at the end of the tests. Told to check, it fails where the file
 * named a test that is gone, or a row has no test.
 */
final class WriteLeaks {
    private WriteLeaks() {}

    private static final String CHECK = "check";

    /** Takes the directory of the whole project, and {@code check} or anything else. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Path file = root.resolve("docs/leaks.md");
        String before = Files.exists(file) ? Files.readString(file) : "";
        LeakTable table = new LeakTable(LeakRow.all(), AttackTest.in(root));
        String now = table.text(TestReports.in(root)::casesPassed, before);
        if (!now.equals(before)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        if (args[1].equals(CHECK)) {
            check(table, before);
        }
    }

    private static void check(LeakTable table, String before) {
        List<String> lost = table.namesWithoutTest(before);
        if (!lost.isEmpty() || !table.open().isEmpty()) {
            throw new IllegalStateException(
                    "docs/leaks.md named tests that are gone, or rows are open; it was written"
                            + " anew, look at it and commit it. Gone: "
                            + lost
                            + ", open: "
                            + table.open().stream().map(LeakRow::number).toList());
        }
    }
}
