package io.calling.examples.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code docs/leaks.md} at the end of the tests, and fails where it named a lost test. */
final class WriteLeaks {
    private WriteLeaks() {}

    /** Takes the directory of the whole project. */
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
        List<String> lost = table.namesWithoutTest(before);
        if (!lost.isEmpty()) {
            throw new IllegalStateException(
                    "docs/leaks.md named tests that are gone; it was written anew, look at it and"
                            + " commit it: "
                            + lost);
        }
    }
}
