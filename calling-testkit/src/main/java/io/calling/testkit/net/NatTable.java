package io.calling.testkit.net;

import io.calling.testkit.net.NatBehavior.Dependence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The mappings of one NAT. Pure: time is an argument. Has one owner, the loop. */
final class NatTable {
    private static final int FIRST_PORT = 1_024;
    private static final int PORTS = 65_536 - FIRST_PORT;
    private static final int TRIES = 1_000;

    private final SplittableRandom random;
    private final Map<Inside, Mapping> byInside = new HashMap<>();
    private final Map<Outside, Mapping> byOutside = new HashMap<>();

    NatTable(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** What distinguishes mappings; {@code remote} as far as the mapping depends on it. */
    private record Inside(Transport transport, InetSocketAddress source, @Nullable Object remote) {}

    private record Outside(Transport transport, InetSocketAddress address) {}

    private static final class Mapping {
        private final InetSocketAddress inside;
        private final InetSocketAddress outside;
        private final Map<Object, Long> sentTo = new HashMap<>();
        private long usedNanos;

        Mapping(InetSocketAddress inside, InetSocketAddress outside) {
            this.inside = inside;
            this.outside = outside;
        }

        void send(InetSocketAddress remote, long nowNanos) {
            usedNanos = nowNanos;
            sentTo.put(remote, nowNanos);
            sentTo.put(remote.getAddress(), nowNanos);
        }
    }

    /**
     * Where a packet seems to come from outside; null where there is no port left.
     *
     * @param address the NAT's own, of the packet's family
     */
    @Nullable InetSocketAddress outward(
            Packet packet, InetAddress address, NatBehavior behavior, long nowNanos) {
        Object remote = relevant(packet.to(), behavior.mapping());
        Inside key = new Inside(packet.transport(), packet.from(), remote);
        Mapping mapping = byInside.get(key);
        if (mapping == null
                || !isAlive(mapping, behavior, nowNanos)
                || !mapping.outside.getAddress().equals(address)) {
            mapping = map(key, address, behavior, nowNanos);
        }
        if (mapping == null) {
            return null;
        }
        mapping.send(packet.to(), nowNanos);
        return mapping.outside;
    }

    private @Nullable Mapping map(
            Inside key, InetAddress address, NatBehavior behavior, long nowNanos) {
        Mapping old = byInside.remove(key);
        if (old != null) {
            byOutside.values().removeIf(old::equals);
        }
        InetSocketAddress outside = freePort(key, address, behavior, nowNanos);
        if (outside == null) {
            return null;
        }
        Mapping mapping = new Mapping(key.source(), outside);
        byInside.put(key, mapping);
        byOutside.put(new Outside(key.transport(), outside), mapping);
        return mapping;
    }

    // RFC 4787, 4.2.1: port preservation is common where mappings do not depend on the other end.
    private @Nullable InetSocketAddress freePort(
            Inside key, InetAddress address, NatBehavior behavior, long nowNanos) {
        int port = key.source().getPort();
        boolean preserve = behavior.mapping() == Dependence.ENDPOINT_INDEPENDENT;
        for (int i = 0; i < TRIES; i++) {
            if (i > 0 || !preserve) {
                port = FIRST_PORT + random.nextInt(PORTS);
            }
            InetSocketAddress candidate = new InetSocketAddress(address, port);
            Mapping holder = byOutside.get(new Outside(key.transport(), candidate));
            if (holder == null || !isAlive(holder, behavior, nowNanos)) {
                return candidate;
            }
        }
        return null;
    }

    /** Whose packet from outside this is; null where it is filtered, or nobody's. */
    @Nullable InetSocketAddress inward(Packet packet, NatBehavior behavior, long nowNanos) {
        Mapping mapping = byOutside.get(new Outside(packet.transport(), packet.to()));
        if (mapping == null || !isAlive(mapping, behavior, nowNanos)) {
            return null;
        }
        Object remote = relevant(packet.from(), behavior.filtering());
        return remote == null || isRecent(mapping.sentTo.get(remote), behavior, nowNanos)
                ? mapping.inside
                : null;
    }

    private static boolean isAlive(Mapping mapping, NatBehavior behavior, long nowNanos) {
        return isRecent(mapping.usedNanos, behavior, nowNanos);
    }

    private static boolean isRecent(@Nullable Long then, NatBehavior behavior, long nowNanos) {
        return then != null && nowNanos - then < behavior.lifetime().toNanos();
    }

    private static @Nullable Object relevant(InetSocketAddress remote, Dependence dependence) {
        return switch (dependence) {
            case ENDPOINT_INDEPENDENT -> null;
            case ADDRESS_DEPENDENT -> remote.getAddress();
            case ADDRESS_AND_PORT_DEPENDENT -> remote;
        };
    }

    /** Forgets every mapping. */
    void clear() {
        byInside.clear();
        byOutside.clear();
    }
}
