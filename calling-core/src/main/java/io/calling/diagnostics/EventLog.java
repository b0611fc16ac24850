package io.calling.diagnostics;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes what happens in calls, a line of JSON for each event: states, milestones, kinds of
 * candidates and messages, what protects the call, and its last statistics. No line has an address
 * of ours or of the peer's, a name of a person, a key, a user fragment or a password; fingerprints
 * of certificates, which live as long as the call, it may have.
 *
 * <p>Each line has {@code call}, a number that counts the calls of one agent; {@code ms} since the
 * call began; {@code event}, and what belongs to it. Lines come in order, on a thread of the
 * agent's that does nothing else. Where they cannot be taken as fast as they come, some are left
 * out, and a line {@code dropped} says how many. Whoever opened it closes it, after the agent.
 */
@FunctionalInterface
public interface EventLog extends Closeable {
    /**
     * Takes one line, without its end.
     *
     * @throws IOException if it cannot be written; no more lines follow
     */
    void write(String line) throws IOException;

    /** Closes what was opened for it. */
    @Override
    default void close() throws IOException {}

    /** Appends to a file, which need not be there yet. */
    static EventLog to(Path file) throws IOException {
        return to(
                Files.newBufferedWriter(
                        file,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND));
    }

    /** Writes and flushes each line; closes the writer when it is closed. Thread-safe. */
    static EventLog to(Writer writer) {
        return new WrittenLog(writer);
    }
}
