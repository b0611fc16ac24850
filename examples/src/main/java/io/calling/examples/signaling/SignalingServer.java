package io.calling.examples.signaling;

import io.calling.PeerId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes messages on between named parties, so that neither learns the other's address from the
 * connection. Keeps a few messages for a party that is not there yet.
 */
public final class SignalingServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;

    private final ServerSocket listener;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "signaling-server"));
    private final Mailboxes mailboxes = new Mailboxes();
    private final Set<Socket> connections = new HashSet<>();

    private SignalingServer(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be bound
     */
    public static SignalingServer start(InetSocketAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address);
        SignalingServer server = new SignalingServer(listener);
        server.threads.execute(server::accept);
        return server;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                if (admit(socket)) {
                    threads.execute(() -> serve(socket));
                } else {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // The listener was closed: so ends the server.
        }
    }

    private synchronized boolean admit(Socket socket) {
        return connections.size() < MAX_CONNECTIONS && connections.add(socket);
    }

    private void serve(Socket socket) {
        Connection connection = new Connection(socket);
        LineReader lines = new LineReader(connection::onLine);
        byte[] buffer = new byte[4096];
        try (socket;
                InputStream in = socket.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lines.onBytes(buffer, 0, read);
            }
        } catch (IOException e) {
            // The connection is gone, and with it the party.
        } finally {
            connection.gone();
        }
    }

    private synchronized void forget(Socket socket) {
        connections.remove(socket);
    }

    /** Hangs up on everybody and waits for all threads to end. */
    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (this) {
            for (Socket socket : connections) {
                socket.close();
            }
        }
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Connection implements Mailboxes.Recipient {
        private final Socket socket;
        private @Nullable PeerId party;

        Connection(Socket socket) {
            this.socket = socket;
        }

        void onLine(String line) {
            Envelope.parse(line).ifPresent(this::onEnvelope);
        }

        private void onEnvelope(Envelope envelope) {
            if (party == null) {
                party = envelope.party();
                List<String> waiting = mailboxes.open(party, this);
                waiting.forEach(this::write);
            } else {
                mailboxes.deliver(envelope.party(), new Envelope(party, envelope.message()).line());
            }
        }

        @Override
        public synchronized void write(String line) {
            try {
                socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Lost, as messages may be; the reader notices that the connection is gone.
            }
        }

        void gone() {
            forget(socket);
            if (party != null) {
                mailboxes.close(party, this);
            }
        }
    }
}
