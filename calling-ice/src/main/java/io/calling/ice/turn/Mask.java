package io.calling.ice.turn;

import java.net.InetAddress;
import java.util.List;

/** Whether a relayed address hides anything: a relay on one's own host does not. */
final class Mask {
    private Mask() {}

    /**
     * Whether {@code relayed} is neither what the relay saw of us nor an address of ours. Loopback,
     * which nobody else can reach, is excepted.
     */
    static boolean hides(InetAddress relayed, InetAddress mapped, List<InetAddress> ours) {
        return relayed.isLoopbackAddress() || !relayed.equals(mapped) && !ours.contains(relayed);
    }
}
