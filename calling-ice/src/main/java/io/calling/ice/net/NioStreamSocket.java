package io.calling.ice.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection. What the kernel does not take at once waits in one bounded buffer; its lock is
 * the connection's own.
 */
final class NioStreamSocket implements NioSocket, StreamSocket {
    /** About a quarter of a second of video: older media is better dropped. */
    static final int MAX_WAITING_BYTES = 1 << 16;

    private static final int MAX_READS_IN_A_ROW = 8;

    private final NioLoop loop;
    private final SocketChannel channel;
    private final InetSocketAddress remoteAddress;
    private final StreamReceiver receiver;
    private final Object lock = new Object();
    private @Nullable SelectionKey key; // guarded by lock
    private @Nullable ByteBuffer waiting; // guarded by lock; filled from its start
    private boolean connected; // guarded by lock
    private volatile boolean closed;

    NioStreamSocket(
            NioLoop loop,
            SocketChannel channel,
            InetSocketAddress remoteAddress,
            StreamReceiver receiver) {
        this.loop = loop;
        this.channel = channel;
        this.remoteAddress = remoteAddress;
        this.receiver = receiver;
    }

    /** Starts to connect; what comes of it is told on the loop. */
    void connect() throws IOException {
        boolean atOnce = false;
        boolean refused = false;
        try {
            atOnce = channel.connect(remoteAddress);
        } catch (IOException e) {
            refused = true;
        }
        synchronized (lock) {
            key = loop.register(channel, refused || atOnce ? 0 : SelectionKey.OP_CONNECT, this);
        }
        if (refused) {
            loop.execute(this::fail);
        } else if (atOnce) {
            loop.execute(this::onConnected);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isConnectable()) {
            finishConnect();
            return;
        }
        if (ready.isWritable()) {
            flushWaiting();
        }
        if (ready.isValid() && ready.isReadable()) {
            read();
        }
    }

    private void finishConnect() {
        try {
            if (channel.finishConnect()) {
                onConnected();
            }
        } catch (IOException e) {
            fail();
        }
    }

    private void onConnected() {
        synchronized (lock) {
            if (closed || connected) {
                return;
            }
            connected = true;
            setInterest(SelectionKey.OP_READ);
        }
        receiver.onConnected();
        flushWaiting();
    }

    private void read() {
        for (int i = 0; i < MAX_READS_IN_A_ROW && !closed; i++) {
            int length = readInto(loop.incoming());
            if (length < 0) {
                fail();
            }
            if (length <= 0) {
                return;
            }
        }
    }

    /** Reads and hands out; the bytes, 0 for none now, -1 for none any more. */
    private int readInto(ByteBuffer buffer) {
        int length;
        try {
            length = channel.read(buffer);
        } catch (IOException e) {
            return -1;
        }
        if (length > 0) {
            receiver.onBytes(loop.handOut(buffer, length), DatagramReceiver.ROOM, length);
        }
        return length;
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        synchronized (lock) {
            if (closed || waitingBytes() + length > MAX_WAITING_BYTES) {
                return false;
            }
            int written = connected && waitingBytes() == 0 ? write(buffer, offset, length) : 0;
            if (written < length) {
                keep(buffer, offset + written, length - written);
            }
            return true;
        }
    }

    @Override
    public boolean hasRoom(int length) {
        synchronized (lock) {
            return !closed && waitingBytes() + length <= MAX_WAITING_BYTES;
        }
    }

    private int waitingBytes() {
        return waiting == null ? 0 : waiting.position();
    }

    private int write(byte[] buffer, int offset, int length) {
        try {
            return channel.write(Outgoing.of(buffer, offset, length));
        } catch (IOException e) {
            loop.execute(this::fail);
            return length; // what is said to a dead connection is lost
        }
    }

    private void keep(byte[] buffer, int offset, int length) {
        if (waiting == null) {
            waiting = ByteBuffer.allocate(MAX_WAITING_BYTES);
        }
        waiting.put(buffer, offset, length);
        if (connected) {
            setInterest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            loop.wakeUp();
        }
    }

    private void flushWaiting() {
        synchronized (lock) {
            if (waiting != null && !closed) {
                writeWaiting(waiting);
                setInterest(
                        waitingBytes() == 0
                                ? SelectionKey.OP_READ
                                : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
    }

    private void writeWaiting(ByteBuffer bytes) {
        bytes.flip();
        try {
            channel.write(bytes);
        } catch (IOException e) {
            bytes.position(bytes.limit());
            loop.execute(this::fail);
        }
        bytes.compact();
    }

    private void setInterest(int operations) {
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    /** The connection is gone, and we did not end it. On the loop. */
    private void fail() {
        if (!closed) {
            close();
            receiver.onClosed();
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the connection is closed", e);
        }
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (connected && waiting != null) {
                writeWaiting(waiting);
            }
            closed = true;
            waiting = null;
            closeQuietly(channel);
        }
        loop.wakeUp();
    }

    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The kernel has what we wrote, or the connection is dead anyway.
        }
    }
}
