package io.calling.ice;

import io.calling.ice.net.IpLiteral;
import java.net.InetAddress;

/** A prefix of addresses of one class; not a record, so that its array stays its own. */
final class Range {
    private final byte[] prefix;
    private final int bits;
    private final AddressClass addressClass;

    private Range(byte[] prefix, int bits, AddressClass addressClass) {
        this.prefix = prefix;
        this.bits = bits;
        this.addressClass = addressClass;
    }

    static Range of(String literal, int bits, AddressClass addressClass) {
        InetAddress address = IpLiteral.parse(literal);
        if (address == null) {
            throw new IllegalArgumentException("not an IP literal: " + literal);
        }
        return new Range(address.getAddress(), bits, addressClass);
    }

    AddressClass addressClass() {
        return addressClass;
    }

    boolean contains(byte[] ip) {
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (ip[i] != prefix[i]) {
                return false;
            }
        }
        int mask = 0xFF00 >> bits % 8 & 0xFF;
        return mask == 0 || (ip[whole] & mask) == (prefix[whole] & mask);
    }
}
