package io.calling.examples.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Events on their way to one page (server-sent events). Whoever has news hands them in without
 * waiting; one thread of the server carries them off. Thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2</a>
 */
public final class EventStream implements AutoCloseable {
    private static final int CAPACITY = 256;
    private static final long HEARTBEAT_SECONDS = 3;
    private static final String END = "";

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final Runnable onGone;
    private volatile boolean closed;

    /**
     * A stream that nobody reads yet.
     *
     * @param onGone told once, on the server's thread, when the page is gone
     */
    public EventStream(Runnable onGone) {
        this.onGone = onGone;
    }

    /** Hands in one event. A page that does not read for long loses the stream. */
    public void send(String json) {
        if (!closed && !queue.offer("data: " + json + "\n\n")) {
            close();
        }
    }

    /** Writes until the page or the stream is closed. */
    void pump(OutputStream out) {
        try (out) {
            while (!closed) {
                String event = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (END.equals(event)) {
                    break;
                }
                // A comment finds out whether anybody is still there.
                String text = event == null ? ":\n\n" : event;
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The page was closed.
        } finally {
            closed = true;
            onGone.run();
        }
    }

    /** Ends the stream after what was handed in before. Idempotent. */
    @Override
    public void close() {
        if (!queue.offer(END)) {
            closed = true;
        }
    }
}
