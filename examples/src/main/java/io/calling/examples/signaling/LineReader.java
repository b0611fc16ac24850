package io.calling.examples.signaling;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines; lines that are too long are dropped. */
final class LineReader {
    private final Consumer<String> onLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    LineReader(Consumer<String> onLine) {
        this.onLine = onLine;
    }

    void onBytes(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            onByte(buffer[i]);
        }
    }

    private void onByte(byte next) {
        if (next != '\n') {
            tooLong |= line.size() >= Envelope.MAX_LINE;
            if (!tooLong) {
                line.write(next);
            }
            return;
        }
        if (!tooLong) {
            onLine.accept(line.toString(StandardCharsets.US_ASCII));
        }
        line.reset();
        tooLong = false;
    }
}
