package io.calling.ice;

import io.calling.ice.net.DatagramReceiver;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Datagrams that came over a path that the peer has proved but we have not: a ClientHello often
 * travels next to the last check, and a call that moves to a better path goes on there a round trip
 * before our own check is answered. They wait for the proof; without it nobody sees them.
 */
final class EarlyDatagrams {
    /** Audio and video of some 250 ms; with the size of each, 384 KB at the most. */
    static final int MAXIMUM = 256;

    private static final int MAXIMUM_BYTES = 1500;

    private final List<Held> held = new ArrayList<>();

    private record Held(Base base, InetSocketAddress remote, Copy copy) {}

    /** A datagram in a buffer with room; a class, for arrays are no values. */
    private static final class Copy {
        private final byte[] buffer;
        private final int length;

        Copy(byte[] from, int offset, int length) {
            this.buffer = new byte[DatagramReceiver.ROOM + length + DatagramReceiver.ROOM];
            this.length = length;
            System.arraycopy(from, offset, buffer, DatagramReceiver.ROOM, length);
        }
    }

    /** Holds a copy; false where there is no room. */
    boolean hold(Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        if (held.size() >= MAXIMUM || length > MAXIMUM_BYTES) {
            return false;
        }
        held.add(new Held(base, remote, new Copy(buffer, offset, length)));
        return true;
    }

    /** Hands on, in order, what waits for a path that is proved now. */
    void release(Path path, DatagramReceiver receiver) {
        List<Copy> released = new ArrayList<>();
        held.removeIf(next -> path.joins(next.base(), next.remote()) && released.add(next.copy()));
        for (Copy copy : released) {
            receiver.onDatagram(copy.buffer, DatagramReceiver.ROOM, copy.length);
        }
    }

    /** Drops what came over a base that is gone. */
    void forget(Base base) {
        held.removeIf(next -> next.base() == base);
    }

    void clear() {
        held.clear();
    }
}
