package io.calling.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a datagram of ours may go on the word of a peer. A relay that obeys its client reaches into
 * the networks of whoever runs it, and our own sockets reach into ours; so the peer names open
 * addresses only, or addresses of the same kind as the one that we send from. Pure. No switch.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8445#section-19.5.1">RFC 8445, 19.5.1</a>
 */
final class RemoteAddressPolicy {
    /** Candidates of one peer that are looked at, the refused ones included. */
    static final int MAXIMUM_CANDIDATES = 100;

    /**
     * Addresses of one peer that its checks alone reveal, of those. Two NATs that give each
     * destination a port of its own, and let anybody in, show each other a new one with every
     * check; those would take the turns of the pairs that work.
     */
    static final int MAXIMUM_REVEALED = 20;

    /** Ports below belong to services that a check could disturb or scan. */
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private RemoteAddressPolicy() {}

    /** Whether any address of ours could ever send there. */
    static boolean mayBeAPeer(InetSocketAddress remote) {
        return remote.getPort() >= FIRST_UNPRIVILEGED_PORT
                && AddressClass.of(remote.getAddress()) != AddressClass.NEVER;
    }

    /**
     * Whether a datagram may go from {@code local}, a relayed address or one of our own, to {@code
     * remote}: the same family, and an open address or one of the same class.
     */
    static boolean permits(InetSocketAddress local, InetSocketAddress remote) {
        AddressClass reach = AddressClass.of(remote.getAddress());
        return mayBeAPeer(remote)
                && local.getAddress().getClass() == remote.getAddress().getClass()
                && (reach == AddressClass.GLOBAL || reach == AddressClass.of(local.getAddress()));
    }

    /**
     * Whether both are on this very host: {@code local} is a loopback address, which nobody
     * elsewhere can reach, and {@code remote} one of the host's own. Then the peer is on it too, as
     * in tests and on a developer's machine, and the address leads no further than loopback does.
     */
    static boolean permitsOnThisHost(
            InetSocketAddress local, InetSocketAddress remote, List<InetAddress> own) {
        return mayBeAPeer(remote)
                && local.getAddress().isLoopbackAddress()
                && local.getAddress().getClass() == remote.getAddress().getClass()
                && own.contains(remote.getAddress());
    }
}
