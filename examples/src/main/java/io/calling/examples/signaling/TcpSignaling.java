package io.calling.examples.signaling;

import io.calling.PeerId;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A party's connection to a {@link SignalingServer}, in the lines that {@link Envelope} has. */
public final class TcpSignaling implements SignalingChannel, AutoCloseable {
    private final List<Handler> handlers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final AtomicBoolean announced = new AtomicBoolean();
    private final PeerId self;
    private final StreamSocket socket;

    private TcpSignaling(Network network, InetSocketAddress server, PeerId self)
            throws IOException {
        this.self = self;
        this.socket = network.connectStream(server, Route.system(), new Receiver());
    }

    /**
     * Connects. The server is told who is there when somebody listens, so that nothing that waits
     * there is lost.
     *
     * @throws IOException if there is no server
     */
    public static TcpSignaling connect(Network network, InetSocketAddress server, PeerId self)
            throws IOException, InterruptedException {
        TcpSignaling signaling = new TcpSignaling(network, server, self);
        try {
            signaling.connected.get(5, TimeUnit.SECONDS);
            return signaling;
        } catch (ExecutionException | TimeoutException e) {
            signaling.close();
            throw new IOException("the signaling server does not answer", e);
        }
    }

    @Override
    public void send(PeerId to, String message) throws IOException {
        announce();
        if (!sent(new Envelope(to, message))) {
            throw new IOException("the signaling connection is closed or congested");
        }
    }

    private void announce() {
        if (announced.compareAndSet(false, true) && !sent(new Envelope(self, ""))) {
            close();
        }
    }

    private boolean sent(Envelope envelope) {
        byte[] line = envelope.line().getBytes(StandardCharsets.US_ASCII);
        return socket.send(line, 0, line.length);
    }

    @Override
    public void onMessage(Handler handler) {
        handlers.add(handler);
        announce();
    }

    @Override
    public void close() {
        socket.close();
    }

    private final class Receiver implements StreamReceiver {
        private final LineReader lines = new LineReader(this::onLine);

        @Override
        public void onConnected() {
            connected.complete(null);
        }

        @Override
        public void onBytes(byte[] buffer, int offset, int length) {
            lines.onBytes(buffer, offset, length);
        }

        @Override
        public void onClosed() {
            connected.completeExceptionally(new IOException("closed"));
        }

        private void onLine(String line) {
            Envelope.parse(line)
                    .ifPresent(
                            envelope ->
                                    handlers.forEach(
                                            handler ->
                                                    handler.onMessage(
                                                            envelope.party(), envelope.message())));
        }
    }
}
