package io.calling.srtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.function.Consumer;

/** A loopback socket between a transport and a program that speaks UDP. */
final class UdpBridge implements DatagramOutput, AutoCloseable {
    private final DatagramSocket socket;
    private final Thread reader;
    private volatile SocketAddress remote;
    private volatile Consumer<byte[]> receiver = datagram -> {};

    UdpBridge() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        reader = new Thread(this::read, "udp-bridge");
        reader.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    UdpBridge to(Consumer<byte[]> receiver) {
        this.receiver = receiver;
        return this;
    }

    /** Where to send before anything has come from there. */
    UdpBridge towards(int port) {
        remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return this;
    }

    private void read() {
        DatagramPacket packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
        try {
            while (true) {
                socket.receive(packet);
                remote = packet.getSocketAddress();
                receiver.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (IOException closed) {
            // close() ends the thread this way.
        }
    }

    /** Sends a whole array; a datagram that comes too late for the socket is a lost one. */
    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, remote));
        } catch (IOException closed) {
            // Late datagrams are lost ones.
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        try {
            socket.send(new DatagramPacket(buffer, offset, length, remote));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
