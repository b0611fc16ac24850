package io.calling.examples.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private final List<String> lines = new ArrayList<>();
    private final LineReader reader = new LineReader(lines::add);

    @Test
    void joinsLinesThatArriveInPieces() {
        for (char piece : "bob hello\ncarol hi\n".toCharArray()) {
            feed(String.valueOf(piece));
        }
        assertThat(lines).containsExactly("bob hello", "carol hi");
    }

    @Test
    void dropsALineThatIsTooLongAndReadsOn() {
        feed("x".repeat(Envelope.MAX_LINE + 1));
        feed("\nshort\n");
        assertThat(lines).containsExactly("short");
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        reader.onBytes(bytes, 0, bytes.length);
    }
}
