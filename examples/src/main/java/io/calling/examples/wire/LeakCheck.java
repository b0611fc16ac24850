package io.calling.examples.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Searches every byte that one party received for traces of the other one.
 *
 * <p>An address that the receiver has too, or that is a relay's, proves nothing where it stands
 * alone: there the ports of the hidden party's sockets are looked for.
 */
public final class LeakCheck {
    private final Traffic receiver;
    private final AddressSearch search;
    private final boolean onlyPorts;

    /** Looks for {@code hidden} in what {@code receiver} received. */
    public LeakCheck(Traffic hidden, Traffic receiver) {
        this.receiver = receiver;
        Set<InetAddress> own = ownAddresses(hidden, receiver);
        Set<InetSocketAddress> onSharedAddresses = new LinkedHashSet<>(hidden.sockets());
        onSharedAddresses.removeIf(socket -> own.contains(socket.getAddress()));
        this.onlyPorts = !onSharedAddresses.isEmpty();
        this.search = AddressSearch.of(own, onSharedAddresses, hidden.hostNames());
    }

    private static Set<InetAddress> ownAddresses(Traffic hidden, Traffic receiver) {
        Set<InetAddress> own = new HashSet<>(hidden.interfaces());
        own.removeIf(InetAddress::isLoopbackAddress);
        own.addAll(Traffic.addresses(hidden.sockets()));
        own.removeAll(Traffic.addresses(receiver.sockets()));
        own.removeAll(hidden.relays());
        own.removeAll(receiver.relays());
        return own;
    }

    /** Searches. */
    public Evidence run() {
        Optional<String> found =
                receiver.recording().packets(Direction.RECEIVED).stream()
                        .flatMap(packet -> search.in(packet.bytes()).stream())
                        .map(where -> where + " of a packet")
                        .findFirst()
                        .or(this::inMessages);
        return new Evidence(
                receiver.packetsReceived(),
                receiver.messages().size(),
                receiver.recording().complete(),
                onlyPorts,
                found);
    }

    private Optional<String> inMessages() {
        return receiver.messages().stream()
                .flatMap(message -> search.in(message.getBytes(StandardCharsets.UTF_8)).stream())
                .map(where -> where + " of a message")
                .findFirst();
    }

    /**
     * What a search saw.
     *
     * @param packets searched
     * @param messages searched
     * @param complete whether no packet was missing
     * @param onlyPorts whether the two parties share an address, so that ports were compared
     * @param found what was found, in words, if anything was
     */
    public record Evidence(
            int packets,
            int messages,
            boolean complete,
            boolean onlyPorts,
            Optional<String> found) {

        /**
         * Whether everything was searched, there were packets and messages to search, and nothing
         * was found.
         */
        public boolean hidden() {
            return isWhole() && found.isEmpty();
        }

        private boolean isWhole() {
            return complete && packets > 0 && messages > 0;
        }

        /** The result, to follow "your address: ". */
        public String words() {
            if (found.isPresent()) {
                return "FOUND, " + found.get();
            }
            String searched = packets + " packets and " + messages + " messages";
            return isWhole()
                    ? "not found in " + searched
                    : "unknown, for the search in " + searched + " was not complete";
        }
    }
}
