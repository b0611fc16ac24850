package io.calling.examples.signaling;

import io.calling.PeerId;
import io.calling.examples.signaling.WebSocketFrames.Frame;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes messages on between named parties over WebSockets, to each device of the addressee. Who
 * somebody is, it believes; a real one asks for a password.
 */
public final class WebSocketServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_REQUEST = 8_192;

    private final ServerSocket listener;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "websocket-server"));
    private final Mailboxes mailboxes = new Mailboxes();
    private final Set<Socket> connections = new HashSet<>();

    private WebSocketServer(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address cannot be bound
     */
    public static WebSocketServer start(InetSocketAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address);
        WebSocketServer server = new WebSocketServer(listener);
        server.threads.execute(server::accept);
        return server;
    }

    /** What clients connect to. */
    public URI uri() {
        return URI.create(
                "ws://"
                        + listener.getInetAddress().getHostAddress()
                        + ":"
                        + listener.getLocalPort()
                        + "/");
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
        return !listener.isClosed()
                && connections.size() < MAX_CONNECTIONS
                && connections.add(socket);
    }

    private void serve(Socket socket) {
        Connection connection = new Connection(socket);
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            if (connection.agree(request(in))) {
                Optional<Frame> frame = WebSocketFrames.read(in);
                for (; frame.isPresent(); frame = WebSocketFrames.read(in)) {
                    connection.onFrame(frame.get());
                }
            }
        } catch (IOException e) {
            // The connection is gone, and with it the device.
        } finally {
            connection.gone();
        }
    }

    /** The head of the request, up to the empty line. */
    private static String request(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            if (head.length() > MAX_REQUEST) {
                throw new IOException("a request that is too long");
            }
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
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

        /** Answers the handshake; false where it is none. */
        boolean agree(String request) throws IOException {
            Optional<String> key =
                    request.lines()
                            .filter(line -> field(line).equals("sec-websocket-key"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst();
            String answer =
                    key.map(
                                    value ->
                                            "HTTP/1.1 101 Switching Protocols\r\n"
                                                    + "Upgrade: websocket\r\n"
                                                    + "Connection: Upgrade\r\n"
                                                    + "Sec-WebSocket-Accept: "
                                                    + WebSocketFrames.accept(value)
                                                    + "\r\n\r\n")
                            .orElse("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\r\n");
            send(answer.getBytes(StandardCharsets.US_ASCII));
            return key.isPresent();
        }

        private static String field(String line) {
            int colon = line.indexOf(':');
            return colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
        }

        void onFrame(Frame frame) throws IOException {
            if (frame instanceof Frame.Text text) {
                Envelope.parse(text.text()).ifPresent(this::onEnvelope);
            } else if (frame instanceof Frame.Ping ping) {
                send(WebSocketFrames.pong(ping));
            }
        }

        private void onEnvelope(Envelope envelope) {
            if (party == null) {
                party = envelope.party();
                mailboxes.open(party, this).forEach(this::write);
            } else {
                mailboxes.deliver(envelope.party(), new Envelope(party, envelope.message()).line());
            }
        }

        @Override
        public void write(String line) {
            try {
                send(WebSocketFrames.text(line.strip()));
            } catch (IOException e) {
                // Lost, as messages may be; the reader notices that the connection is gone.
            }
        }

        private synchronized void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void gone() {
            forget(socket);
            if (party != null) {
                mailboxes.close(party, this);
            }
        }
    }
}
