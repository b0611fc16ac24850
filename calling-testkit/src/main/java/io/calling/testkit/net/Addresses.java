package io.calling.testkit.net;

import io.calling.ice.net.IpLiteral;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Reads addresses that a test wrote down. */
final class Addresses {
    private Addresses() {}

    static InetAddress literal(String text) {
        InetAddress address = IpLiteral.parse(text);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        return address;
    }

    static List<InetAddress> literals(String... texts) {
        return Arrays.stream(texts).map(Addresses::literal).toList();
    }

    static InetAddress wildcardLike(InetAddress address) {
        return literal(address.getAddress().length == 4 ? "0.0.0.0" : "::");
    }
}
