package io.calling.examples.wire;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one party's sockets sent and received, byte for byte. Bounded: a recording that
 * overflowed says so, and proves nothing. Thread-safe.
 */
public final class Recording {
    private static final int MAX_PACKETS = 200_000;

    private final List<RecordedPacket> packets = new ArrayList<>();
    private final List<InetSocketAddress> localSockets = new ArrayList<>();
    private boolean overflowed;

    synchronized void add(RecordedPacket packet) {
        if (packets.size() < MAX_PACKETS) {
            packets.add(packet);
        } else {
            overflowed = true;
        }
    }

    synchronized void opened(InetSocketAddress local) {
        localSockets.add(local);
    }

    /** The packets of one direction, in order. */
    public synchronized List<RecordedPacket> packets(Direction direction) {
        return packets.stream().filter(packet -> packet.direction() == direction).toList();
    }

    /** The local address of each socket that was opened, ever. */
    public synchronized List<InetSocketAddress> localSockets() {
        return List.copyOf(localSockets);
    }

    /** Whether nothing is missing. */
    public synchronized boolean complete() {
        return !overflowed;
    }
}
