package io.calling.ice.turn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP server that behaves as a test wants it to. One thread for each connection, all joined. */
final class Rogue implements AutoCloseable {
    private final ServerSocket server;
    private final Conduct conduct;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** What it does with a connection; the connection closes afterwards. */
    interface Conduct {
        void serve(Socket socket) throws IOException;
    }

    Rogue(ServerSocket server, Conduct conduct) {
        this.server = server;
        this.conduct = conduct;
        run(this::acceptAll);
    }

    static Rogue that(Conduct conduct) {
        try {
            return new Rogue(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), conduct);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that stands between the client and a real relay. */
    static Rogue before(InetSocketAddress relay, Pipe toRelay, Pipe toClient) {
        return that(
                client -> {
                    try (Socket upstream = new Socket(relay.getAddress(), relay.getPort())) {
                        Thread back =
                                new Thread(() -> copyQuietly(upstream, client, toClient), "rogue");
                        back.start();
                        copyQuietly(client, upstream, toRelay);
                        upstream.close();
                        joinQuietly(back);
                    }
                });
    }

    /** What happens to bytes on the way. */
    interface Pipe {
        void pass(byte[] bytes, int length, OutputStream out) throws IOException;
    }

    static final Pipe UNCHANGED = (bytes, length, out) -> out.write(bytes, 0, length);

    static final Pipe DRIPPING =
            (bytes, length, out) -> {
                for (int i = 0; i < length; i++) {
                    out.write(bytes[i]);
                    out.flush();
                }
            };

    private static void copyQuietly(Socket from, Socket to, Pipe pipe) {
        byte[] buffer = new byte[8192];
        try {
            to.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                pipe.pass(buffer, n, to.getOutputStream());
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // one side is gone; so goes the other
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                run(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conduct.serve(socket);
        } catch (IOException e) {
            // the client went away
        }
    }

    private void run(Runnable task) {
        Thread thread = new Thread(task, "rogue");
        threads.add(thread);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return sockets.size();
    }

    String uri() {
        return "turn:127.0.0.1:" + port() + "?transport=tcp";
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Rogue::joinQuietly);
    }
}
