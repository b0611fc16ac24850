package io.calling.testkit.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Reads addresses that a test wrote down. An edge class, yet it never looks a name up. */
final class Addresses {
    private Addresses() {}

    static InetAddress literal(String text) {
        if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + text, e);
        }
    }

    static List<InetAddress> literals(String... texts) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(literal(text));
        }
        return addresses;
    }

    static InetAddress wildcardLike(InetAddress address) {
        return literal(address.getAddress().length == 4 ? "0.0.0.0" : "::");
    }
}
