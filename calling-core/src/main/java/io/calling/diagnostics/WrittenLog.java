package io.calling.diagnostics;

import java.io.IOException;
import java.io.Writer;

/** Lines in a {@link Writer}. */
final class WrittenLog implements EventLog {
    private final Writer writer;

    WrittenLog(Writer writer) {
        this.writer = writer;
    }

    @Override
    public synchronized void write(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
        writer.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
