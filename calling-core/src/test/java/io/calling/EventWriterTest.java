package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.diagnostics.EventLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A log that takes lines slowly, or not at all, holds nobody up and keeps no more than so many. */
class EventWriterTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();

    private EventWriter writer(EventLog log) {
        return new EventWriter(log, tasks::add);
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void nothingIsWrittenBeforeTheExecutorGetsToIt() {
        EventWriter writer = writer(lines::add);
        writer.tell(Map.of("event", "one"));

        assertThat(lines).isEmpty();
        run();
        assertThat(lines).containsExactly("{\"event\":\"one\"}");
    }

    @Test
    void whatFindsNoRoomIsCountedAndTheNumberTold() {
        EventWriter writer = writer(lines::add);
        for (int i = 0; i < EventWriter.MAX_WAITING + 7; i++) {
            writer.tell(Map.of("n", i));
        }
        run();
        assertThat(lines).hasSize(EventWriter.MAX_WAITING);
        writer.tell(Map.of("n", "next"));
        run();

        assertThat(lines)
                .hasSize(EventWriter.MAX_WAITING + 2)
                .endsWith(lines.get(EventWriter.MAX_WAITING), "{\"n\":\"next\"}");
        assertThat(lines.get(EventWriter.MAX_WAITING))
                .contains("\"event\":\"dropped\"", "\"lines\":7");
    }

    @Test
    void aLogThatFailsIsAskedNoMore() {
        List<String> asked = new ArrayList<>();
        EventWriter writer =
                writer(
                        line -> {
                            asked.add(line);
                            throw new IOException("full");
                        });
        writer.tell(Map.of("n", 1));
        writer.tell(Map.of("n", 2));
        run();

        assertThat(asked).hasSize(1);
    }
}
