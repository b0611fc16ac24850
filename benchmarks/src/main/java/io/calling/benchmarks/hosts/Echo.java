package io.calling.benchmarks.hosts;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;

/** Sends back what comes. */
public final class Echo implements AutoCloseable {
    public static final int PORT = 7;

    private final DatagramSocket socket;

    public Echo() throws IOException {
        socket = new DatagramSocket(PORT);
    }

    public void start() {
        new Thread(this::run, "echo").start();
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[16], 16);
        try {
            while (true) {
                socket.receive(packet);
                socket.send(packet);
            }
        } catch (IOException closed) {
            // close() ends the thread this way.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
