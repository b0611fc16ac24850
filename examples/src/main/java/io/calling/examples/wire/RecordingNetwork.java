package io.calling.examples.wire;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Records every byte that a party sends and receives. All I/O of the library enters through the
 * {@link Network} port, so a decorator of the port misses nothing.
 */
public final class RecordingNetwork extends ForwardingNetwork {
    private final Recording recording;

    /** Records what crosses {@code network}, which is closed with this one. */
    public RecordingNetwork(Network network, Recording recording) {
        super(network);
        this.recording = recording;
    }

    @Override
    public ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException {
        ConnectedDatagramSocket socket =
                super.connectDatagram(
                        remote,
                        route,
                        (buffer, offset, length) -> {
                            note(Direction.RECEIVED, remote, buffer, offset, length);
                            receiver.onDatagram(buffer, offset, length);
                        });
        recording.opened(socket.localAddress());
        return new RecordedDatagramSocket(socket);
    }

    @Override
    public BoundDatagramSocket bindDatagram(
            InetSocketAddress local, SourcedDatagramReceiver receiver) throws IOException {
        BoundDatagramSocket socket =
                super.bindDatagram(
                        local,
                        (from, buffer, offset, length) -> {
                            note(Direction.RECEIVED, from, buffer, offset, length);
                            receiver.onDatagram(from, buffer, offset, length);
                        });
        recording.opened(socket.localAddress());
        return new RecordedBoundSocket(socket);
    }

    @Override
    public StreamSocket connectStream(
            InetSocketAddress remote, Route route, StreamReceiver receiver) throws IOException {
        RecordedStreamReceiver recorded = new RecordedStreamReceiver(remote, receiver);
        StreamSocket socket = super.connectStream(remote, route, recorded);
        recorded.opened(socket);
        return new RecordedStreamSocket(socket);
    }

    private void note(
            Direction direction, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        recording.add(new RecordedPacket(direction, remote, nanoTime(), buffer, offset, length));
    }

    private final class RecordedDatagramSocket implements ConnectedDatagramSocket {
        private final ConnectedDatagramSocket socket;

        RecordedDatagramSocket(ConnectedDatagramSocket socket) {
            this.socket = socket;
        }

        @Override
        public boolean send(byte[] buffer, int offset, int length) {
            note(Direction.SENT, socket.remoteAddress(), buffer, offset, length);
            return socket.send(buffer, offset, length);
        }

        @Override
        public InetSocketAddress localAddress() {
            return socket.localAddress();
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return socket.remoteAddress();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private final class RecordedBoundSocket implements BoundDatagramSocket {
        private final BoundDatagramSocket socket;

        RecordedBoundSocket(BoundDatagramSocket socket) {
            this.socket = socket;
        }

        @Override
        public boolean send(InetSocketAddress to, byte[] buffer, int offset, int length) {
            note(Direction.SENT, to, buffer, offset, length);
            return socket.send(to, buffer, offset, length);
        }

        @Override
        public InetSocketAddress localAddress() {
            return socket.localAddress();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private final class RecordedStreamReceiver implements StreamReceiver {
        private final InetSocketAddress remote;
        private final StreamReceiver receiver;
        private boolean connected;
        private @Nullable StreamSocket socket;

        RecordedStreamReceiver(InetSocketAddress remote, StreamReceiver receiver) {
            this.remote = remote;
            this.receiver = receiver;
        }

        synchronized void opened(StreamSocket opened) {
            socket = opened;
            noteLocalAddress();
        }

        @Override
        public void onConnected() {
            synchronized (this) {
                connected = true;
                noteLocalAddress();
            }
            receiver.onConnected();
        }

        /** The system chooses the local address when it connects, perhaps before we have it. */
        private void noteLocalAddress() {
            if (connected && socket != null) {
                recording.opened(socket.localAddress());
            }
        }

        @Override
        public void onBytes(byte[] buffer, int offset, int length) {
            note(Direction.RECEIVED, remote, buffer, offset, length);
            receiver.onBytes(buffer, offset, length);
        }

        @Override
        public void onClosed() {
            receiver.onClosed();
        }
    }

    private final class RecordedStreamSocket implements StreamSocket {
        private final StreamSocket socket;

        RecordedStreamSocket(StreamSocket socket) {
            this.socket = socket;
        }

        @Override
        public boolean send(byte[] buffer, int offset, int length) {
            note(Direction.SENT, socket.remoteAddress(), buffer, offset, length);
            return socket.send(buffer, offset, length);
        }

        @Override
        public InetSocketAddress localAddress() {
            return socket.localAddress();
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return socket.remoteAddress();
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
