package io.calling.testkit.net;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a link lets through. A value; start from {@link #OPEN} or {@link #ANSWERS_ONLY} and narrow
 * it. Whatever belongs to a flow that was let through passes both ways, for two minutes after the
 * last packet from inside.
 *
 * @param answersOnly whether packets come in only where one went out before
 * @param blocked what does not pass at all
 * @param ports the only ports, of the other end, to which a flow may be begun from inside; empty
 *     for all
 */
public record Firewall(boolean answersOnly, Set<Transport> blocked, Set<Integer> ports) {
    /** Everything passes. */
    public static final Firewall OPEN = new Firewall(false, Set.of(), Set.of());

    /** Nothing comes in unasked, as with most firewalls, those of IPv6 networks included. */
    public static final Firewall ANSWERS_ONLY = new Firewall(true, Set.of(), Set.of());

    /** Copies the sets. */
    public Firewall {
        blocked = Set.copyOf(blocked);
        ports = Set.copyOf(ports);
    }

    boolean isOpen() {
        return !answersOnly && blocked.isEmpty() && ports.isEmpty();
    }

    /** This firewall, and no packet of that transport passes. */
    public Firewall without(Transport transport) {
        Set<Transport> more = EnumSet.of(transport);
        more.addAll(blocked);
        return new Firewall(answersOnly, more, ports);
    }

    /** This firewall, and flows begin from inside to these ports only. */
    public Firewall onlyToPorts(int... allowed) {
        Set<Integer> these = new TreeSet<>();
        for (int port : allowed) {
            these.add(port);
        }
        return new Firewall(answersOnly, blocked, these);
    }
}
