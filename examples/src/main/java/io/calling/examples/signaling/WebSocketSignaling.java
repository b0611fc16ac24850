package io.calling.examples.signaling;

import io.calling.PeerId;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A device's connection to a {@link WebSocketServer}, by the client that the JDK has. */
public final class WebSocketSignaling implements SignalingChannel, AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final List<Handler> handlers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final PeerId self;
    private final WebSocket socket;

    private WebSocketSignaling(PeerId self, WebSocket.Builder builder, URI server)
            throws IOException, InterruptedException {
        this.self = self;
        this.socket = await(builder.buildAsync(server, new Receiver()));
    }

    /**
     * Connects. The server is told who is there when somebody listens, so that nothing that waits
     * there is lost.
     *
     * @param client the application's own, which it may use for other things
     * @throws IOException if there is no server
     */
    public static WebSocketSignaling connect(HttpClient client, URI server, PeerId self)
            throws IOException, InterruptedException {
        return new WebSocketSignaling(self, client.newWebSocketBuilder(), server);
    }

    private static <T> T await(CompletionStage<T> stage) throws IOException, InterruptedException {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the signaling server does not answer", e);
        }
    }

    /** One message at a time, as the JDK's client wants it. */
    @Override
    public synchronized void send(PeerId to, String message)
            throws IOException, InterruptedException {
        announce();
        await(socket.sendText(new Envelope(to, message).line().strip(), true));
    }

    private void announce() throws IOException, InterruptedException {
        if (announced.compareAndSet(false, true)) {
            // The space at the end tells the name from an empty message.
            String line = new Envelope(self, "").line();
            await(socket.sendText(line.substring(0, line.length() - 1), true));
        }
    }

    @Override
    public void onMessage(Handler handler) {
        handlers.add(handler);
        try {
            announce();
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder line = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean last) {
            line.append(part);
            if (last) {
                Envelope.parse(line.toString()).ifPresent(this::deliver);
                line.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void deliver(Envelope envelope) {
            handlers.forEach(handler -> handler.onMessage(envelope.party(), envelope.message()));
        }
    }
}
