package io.calling.ice.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;

/** What connected and bound UDP sockets share: reading in turn, and closing. */
abstract class NioDatagramSocket implements NioSocket {
    /** Datagrams in a row from one socket, before the others have their turn. */
    private static final int MAX_IN_A_ROW = 32;

    private final NioLoop loop;
    private final DatagramChannel channel;
    private final InetSocketAddress localAddress;
    private volatile boolean closed;

    NioDatagramSocket(NioLoop loop, DatagramChannel channel) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
    }

    final void register() throws IOException {
        loop.register(channel, SelectionKey.OP_READ, this);
    }

    final NioLoop loop() {
        return loop;
    }

    final DatagramChannel channel() {
        return channel;
    }

    public final InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public final void ready(SelectionKey key) {
        for (int i = 0; i < MAX_IN_A_ROW && !closed; i++) {
            if (!readOne()) {
                return;
            }
        }
    }

    /** Whether there may be more. */
    private boolean readOne() {
        ByteBuffer buffer = loop.incoming();
        try {
            return receive(buffer);
        } catch (PortUnreachableException e) {
            // ICMP is not authenticated: it is a lost datagram, and time-outs judge those.
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** One system call. */
    abstract int write(InetSocketAddress to, ByteBuffer bytes) throws IOException;

    /** Reads one datagram into {@code buffer} and hands it out; false where there was none. */
    abstract boolean receive(ByteBuffer buffer) throws IOException;

    /** Writes, once more if all that failed was to tell us of an earlier ICMP message. */
    final boolean write(InetSocketAddress to, byte[] buffer, int offset, int length) {
        ByteBuffer bytes = Outgoing.of(buffer, offset, length);
        try {
            return write(to, bytes) == length;
        } catch (PortUnreachableException e) {
            return writeAgain(to, bytes.rewind(), length);
        } catch (IOException e) {
            return false; // no route, no buffer, or closed: UDP loses datagrams
        }
    }

    private boolean writeAgain(InetSocketAddress to, ByteBuffer bytes, int length) {
        try {
            return write(to, bytes) == length;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public final void close() {
        closed = true;
        closeQuietly(channel);
        loop.wakeUp(); // the selector holds the descriptor until it looks again
    }

    static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is buffered in a datagram socket, so nothing is lost.
        }
    }
}
