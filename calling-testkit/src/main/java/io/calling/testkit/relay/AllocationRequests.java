package io.calling.testkit.relay;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers Allocate and Refresh (RFC 8656, 7.2 and 8.2). Has one owner, the loop. */
final class AllocationRequests {
    private static final int UDP = 17;
    private static final int IPV4 = 1;
    private static final int IPV6 = 2;

    private final RelayConfig config;
    private final RelayFaults faults;
    private final AllocationTable table;
    private final RelayedPorts ports;
    private final PeerReceiver peers;
    private final Consumer<Allocation> onMade;

    /** Takes what peers send to an allocation. */
    interface PeerReceiver {
        void onPeerDatagram(
                InetSocketAddress client,
                InetSocketAddress from,
                byte[] buffer,
                int offset,
                int length);
    }

    AllocationRequests(
            RelayConfig config,
            RelayFaults faults,
            AllocationTable table,
            RelayedPorts ports,
            PeerReceiver peers,
            Consumer<Allocation> onMade) {
        this.config = config;
        this.faults = faults;
        this.table = table;
        this.ports = ports;
        this.peers = peers;
        this.onMade = onMade;
    }

    Answer allocate(Request request) {
        Answer refusal = faulty();
        if (refusal != null) {
            return refusal;
        }
        Allocation existing = table.of(request.client());
        if (existing != null) {
            return existing.isMadeBy(request.message().transactionId())
                    ? allocated(existing, null, existing.nanosLeft(request.nowNanos()))
                    : Answer.refused(Answer.ALLOCATION_MISMATCH);
        }
        refusal = malformed(request);
        if (refusal == null) {
            refusal = exhausted(request.user());
        }
        return refusal != null ? refusal : make(request);
    }

    private @Nullable Answer faulty() {
        InetSocketAddress other = faults.alternate;
        if (other != null) {
            return Answer.refused(
                    Answer.TRY_ALTERNATE,
                    writer -> writer.address(StunAttribute.ALTERNATE_SERVER, other));
        }
        return faults.refusal != 0 ? Answer.refused(faults.refusal) : null;
    }

    private @Nullable Answer malformed(Request request) {
        long transport = request.message().uint32(StunAttribute.REQUESTED_TRANSPORT);
        boolean token = request.has(StunAttribute.RESERVATION_TOKEN);
        boolean family = request.has(StunAttribute.REQUESTED_ADDRESS_FAMILY);
        if (transport < 0 || token && (family || request.has(StunAttribute.EVEN_PORT))) {
            return Answer.refused(Answer.BAD_REQUEST);
        }
        if (transport >>> 24 != UDP) {
            return Answer.refused(Answer.TRANSPORT_NOT_SUPPORTED);
        }
        return familyFits(request) ? null : Answer.refused(Answer.FAMILY_NOT_SUPPORTED);
    }

    // RFC 8656, 7.2: without REQUESTED-ADDRESS-FAMILY an IPv4 address is asked for; an IPv6-only
    // relay, which the RFC does not foresee, gives what it has.
    private boolean familyFits(Request request) {
        long family = request.message().uint32(StunAttribute.REQUESTED_ADDRESS_FAMILY);
        return family < 0 || family >>> 24 == ourFamily();
    }

    private int ourFamily() {
        return config.relayedAddress().getAddress().length == 4 ? IPV4 : IPV6;
    }

    private @Nullable Answer exhausted(String user) {
        if (table.sizeOf(user) >= config.userQuota()) {
            return Answer.refused(Answer.QUOTA_REACHED);
        }
        return table.size() >= config.totalQuota()
                ? Answer.refused(Answer.INSUFFICIENT_CAPACITY)
                : null;
    }

    private Answer make(Request request) {
        RelayedPorts.Ports opened = open(request);
        if (opened == null) {
            return Answer.refused(Answer.INSUFFICIENT_CAPACITY);
        }
        var allocation =
                new Allocation(
                        request.client(),
                        request.user(),
                        request.message().transactionId(),
                        opened.socket());
        long nanos = lifetime(request).toNanos();
        table.add(allocation, nanos);
        onMade.accept(allocation);
        return allocated(allocation, opened.token(), nanos);
    }

    private RelayedPorts.@Nullable Ports open(Request request) {
        InetSocketAddress client = request.client();
        byte[] token = request.message().bytes(StunAttribute.RESERVATION_TOKEN);
        if (token != null) {
            return ports.claim(
                    token, (from, b, off, n) -> peers.onPeerDatagram(client, from, b, off, n));
        }
        byte[] even = request.message().bytes(StunAttribute.EVEN_PORT);
        if (even != null) {
            boolean reserve = even.length > 0 && (even[0] & 0x80) != 0;
            return ports.even(
                    reserve, (from, b, off, n) -> peers.onPeerDatagram(client, from, b, off, n));
        }
        return ports.any((from, b, off, n) -> peers.onPeerDatagram(client, from, b, off, n));
    }

    private Duration lifetime(Request request) {
        long usual = config.defaultLifetime().toSeconds();
        long asked = request.lifetimeSeconds(usual);
        return Duration.ofSeconds(
                Math.min(Math.max(asked, usual), config.maxLifetime().toSeconds()));
    }

    private static Answer allocated(
            Allocation allocation, @Nullable Long token, long lifetimeNanos) {
        return Answer.granted(
                writer -> {
                    writer.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, allocation.relayed());
                    writer.uint32(StunAttribute.LIFETIME, seconds(lifetimeNanos));
                    if (token != null) {
                        writer.uint64(StunAttribute.RESERVATION_TOKEN, token);
                    }
                    mapped(writer, allocation.client());
                });
    }

    private static void mapped(StunWriter writer, InetSocketAddress client) {
        writer.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, client);
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }

    Answer refresh(Request request, Allocation allocation) {
        if (faults.refusal != 0) {
            return Answer.refused(faults.refusal);
        }
        if (!familyFits(request)) {
            return Answer.refused(Answer.PEER_FAMILY_MISMATCH);
        }
        if (request.lifetimeSeconds(1) == 0) {
            table.end(allocation);
            return Answer.granted(writer -> writer.uint32(StunAttribute.LIFETIME, 0));
        }
        long nanos = lifetime(request).toNanos();
        table.prolong(allocation, nanos);
        return Answer.granted(writer -> writer.uint32(StunAttribute.LIFETIME, seconds(nanos)));
    }
}
