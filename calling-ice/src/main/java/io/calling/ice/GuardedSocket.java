package io.calling.ice;

import io.calling.ice.net.BoundDatagramSocket;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A socket of our own that sends to those it was told of, and to nobody else. Thread-safe. */
final class GuardedSocket implements BoundDatagramSocket {
    private final BoundDatagramSocket socket;
    private final Runnable onRefusal;
    private final Set<InetSocketAddress> destinations = ConcurrentHashMap.newKeySet();

    GuardedSocket(BoundDatagramSocket socket, Runnable onRefusal) {
        this.socket = socket;
        this.onRefusal = onRefusal;
    }

    void permit(InetSocketAddress destination) {
        destinations.add(destination);
    }

    @Override
    public boolean send(InetSocketAddress to, byte[] buffer, int offset, int length) {
        if (!destinations.contains(to)) {
            onRefusal.run();
            return false;
        }
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
