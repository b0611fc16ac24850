package io.calling.examples.wire;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunValidity;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/** The addresses that a relay and a party told each other, read from a recording. */
final class StunAddresses {
    private StunAddresses() {}

    /** Where the relay saw the party: its public address. */
    static Set<InetSocketAddress> mapped(Recording recording) {
        return in(recording, Direction.RECEIVED, StunAttribute.XOR_MAPPED_ADDRESS);
    }

    /** What the relay gave to the party. */
    static Set<InetSocketAddress> relayed(Recording recording) {
        return in(recording, Direction.RECEIVED, StunAttribute.XOR_RELAYED_ADDRESS);
    }

    /** Where the party reaches the other one. */
    static Set<InetSocketAddress> peers(Recording recording) {
        return in(recording, Direction.SENT, StunAttribute.XOR_PEER_ADDRESS);
    }

    private static Set<InetSocketAddress> in(Recording recording, Direction direction, int type) {
        Set<InetSocketAddress> addresses = new LinkedHashSet<>();
        StunMessage stun = new StunMessage();
        for (RecordedPacket packet : recording.packets(direction)) {
            byte[] bytes = packet.bytes();
            if (stun.wrap(bytes, 0, bytes.length) == StunValidity.VALID) {
                InetSocketAddress address = stun.xorAddress(type);
                if (address != null) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }
}
