package io.calling.examples.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One way in which calling software has given its users away.
 *
 * @param number {@code L01} to {@code L36}
 * @param way what happens
 * @param lookedAt what its tests look at, or what remains
 */
record LeakRow(String number, String way, String lookedAt) {
    private static final String ROWS = "rows.txt";

    /** All of them, in order. */
    static List<LeakRow> all() {
        try (InputStream rows = LeakRow.class.getResourceAsStream(ROWS)) {
            if (rows == null) {
                throw new IllegalStateException(ROWS + " is missing");
            }
            String text = new String(rows.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(LeakRow::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LeakRow parse(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != 3) {
            throw new IllegalStateException(ROWS + ": not number|way|looked at: " + line);
        }
        return new LeakRow(fields[0], fields[1], fields[2]);
    }
}
