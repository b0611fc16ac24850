package io.calling;

import io.calling.diagnostics.EventLog;
import io.calling.stats.internal.JsonText;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to a log on a thread that may wait for a disk; whoever tells one never does. Those
 * that find no room are counted, and the number is told before the next one.
 */
final class EventWriter {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

    /** Of one agent; a call has a few dozen. */
    static final int MAX_WAITING = 1_024;

    private final EventLog log;
    private final SerialExecutor serial;
    private final Object door = new Object();
    private long dropped;

    /** Belongs to the executor. */
    private boolean failed;

    EventWriter(EventLog log, Executor executor) {
        this.log = log;
        this.serial = new SerialExecutor(executor, MAX_WAITING);
    }

    /** Writes it as a line later, from any thread. */
    void tell(Map<String, Object> event) {
        synchronized (door) {
            long before = dropped;
            if (serial.offer(() -> write(before, event))) {
                dropped = 0;
            } else {
                dropped++;
            }
        }
    }

    private void write(long droppedBefore, Map<String, Object> event) {
        if (failed) {
            return;
        }
        try {
            if (droppedBefore > 0) {
                log.write(JsonText.of(Map.of("event", "dropped", "lines", droppedBefore)));
            }
            log.write(JsonText.of(event));
        } catch (IOException | RuntimeException | LinkageError | AssertionError e) {
            // The application's code or its disk; the calls go on without a log.
            failed = true;
            LOG.warn("The event log failed: {}", e.getClass().getName());
        }
    }
}
