package io.calling.testkit.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a firewall remembers of the flows through one link. Pure. Has one owner, the loop. */
final class Flows {
    private static final long LIFETIME_NANOS = Duration.ofMinutes(2).toNanos();

    private final Map<Flow, Long> flows = new HashMap<>();

    private record Flow(Transport transport, InetSocketAddress inside, InetSocketAddress outside) {}

    /** Whether a packet from inside passes. */
    boolean leaves(Packet packet, Firewall firewall, long nowNanos) {
        if (firewall.isOpen()) {
            return true;
        }
        Flow flow = new Flow(packet.transport(), packet.from(), packet.to());
        boolean passes =
                !firewall.blocked().contains(packet.transport())
                        && (isKnown(flow, nowNanos)
                                || firewall.ports().isEmpty()
                                || firewall.ports().contains(packet.to().getPort()));
        if (passes) {
            flows.put(flow, nowNanos);
        }
        return passes;
    }

    /** Whether a packet from outside passes. */
    boolean enters(Packet packet, Firewall firewall, long nowNanos) {
        if (firewall.isOpen()) {
            return true;
        }
        Flow flow = new Flow(packet.transport(), packet.to(), packet.from());
        if (firewall.blocked().contains(packet.transport())) {
            return false;
        }
        if (!firewall.answersOnly()) {
            flows.putIfAbsent(flow, nowNanos);
            return true;
        }
        return isKnown(flow, nowNanos);
    }

    private boolean isKnown(Flow flow, long nowNanos) {
        Long then = flows.get(flow);
        return then != null && nowNanos - then < LIFETIME_NANOS;
    }
}
