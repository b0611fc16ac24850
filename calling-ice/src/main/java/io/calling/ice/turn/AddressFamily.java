package io.calling.ice.turn;

import java.net.Inet4Address;
import java.net.InetAddress;

/** The family of a relayed address (RFC 8656, 18.6). */
public enum AddressFamily {
    /** What every relay offers. */
    IPV4(0x01),
    /** For peers that have nothing else. */
    IPV6(0x02);

    private final int number;

    AddressFamily(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    boolean matches(InetAddress address) {
        return address instanceof Inet4Address == (this == IPV4);
    }
}
