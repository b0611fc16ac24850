package io.calling.testkit.relay;

import io.calling.testkit.net.Payload;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells the observers of a relay what passes; copies nothing while there is none. */
final class RelayWatch {
    private final List<RelayObserver> observers = new CopyOnWriteArrayList<>();

    void add(RelayObserver observer) {
        observers.add(observer);
    }

    void allocated(Allocation allocation) {
        observers.forEach(o -> o.onAllocated(allocation.user(), allocation.relayed()));
    }

    void released(Allocation allocation) {
        observers.forEach(o -> o.onReleased(allocation.user(), allocation.relayed()));
    }

    void relayed(
            Allocation allocation,
            InetSocketAddress peer,
            RelayedPacket.Direction direction,
            byte[] buffer,
            int offset,
            int length) {
        for (RelayObserver observer : observers) {
            Payload data = Payload.copyOf(buffer, offset, length);
            observer.onRelayed(
                    new RelayedPacket(
                            allocation.user(), allocation.relayed(), peer, direction, data));
        }
    }

    void sentToClient(InetSocketAddress client, byte[] buffer, int offset, int length) {
        for (RelayObserver observer : observers) {
            observer.onSentToClient(client, Payload.copyOf(buffer, offset, length));
        }
    }
}
