package io.calling.testkit.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** What an embedded relay was told to be. */
record RelayConfig(
        InetSocketAddress listen,
        InetAddress relayedAddress,
        String realm,
        Map<String, String> users,
        Duration defaultLifetime,
        Duration maxLifetime,
        Duration permissionLifetime,
        Duration channelLifetime,
        Duration nonceLifetime,
        int userQuota,
        int totalQuota,
        Predicate<InetSocketAddress> peers) {

    RelayConfig {
        users = Map.copyOf(users);
    }

    /** Whether a peer's address can be reached from the relayed address at all. */
    boolean sameFamily(InetSocketAddress peer) {
        return peer.getAddress().getAddress().length == relayedAddress.getAddress().length;
    }

    /** Nothing of it: it holds passwords. */
    @Override
    public String toString() {
        return "RelayConfig";
    }
}
