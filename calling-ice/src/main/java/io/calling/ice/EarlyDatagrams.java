package io.calling.ice;

import io.calling.ice.net.DatagramReceiver;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Datagrams that came over a path that the peer has proved but we have not: a ClientHello often
 * travels next to the last check. A few wait for the proof; without it nobody sees them.
 */
final class EarlyDatagrams {
    static final int MAXIMUM = 8;
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
        for (Iterator<Held> i = held.iterator(); i.hasNext(); ) {
            Held next = i.next();
            if (path.joins(next.base(), next.remote())) {
                i.remove();
                released.add(next.copy());
            }
        }
        for (Copy copy : released) {
            receiver.onDatagram(copy.buffer, DatagramReceiver.ROOM, copy.length);
        }
    }

    void clear() {
        held.clear();
    }
}
