package io.calling.ice.exposure;

import io.calling.ice.net.IpLiteral;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one call disclosed, to whom, when, and by which packet or field. The same disclosure made
 * again raises a count. Bounded: past {@value #MAXIMUM_ENTRIES} different disclosures the rest is
 * counted only. Thread-safe.
 */
public final class ExposureLedger {
    /** Different disclosures that are kept. */
    public static final int MAXIMUM_ENTRIES = 512;

    private final Map<Key, Exposure> entries = new LinkedHashMap<>();
    private long overflowed;

    private record Key(Audience audience, Subject subject, String value, String by) {}

    /** An empty ledger. */
    public ExposureLedger() {}

    /**
     * Records one disclosure.
     *
     * @param audience who learns it
     * @param subject what kind of thing
     * @param value the address or name, as text
     * @param by the packet or field that carries it, in a few words
     * @param phase when in the life of the transport
     * @param at the wall clock
     */
    public synchronized void record(
            Audience audience, Subject subject, String value, String by, Phase phase, Instant at) {
        Key key = new Key(audience, subject, value, by);
        Exposure known = entries.get(key);
        if (known != null) {
            entries.put(key, known.again(at));
        } else if (entries.size() < MAXIMUM_ENTRIES) {
            entries.put(key, new Exposure(audience, subject, value, by, phase, at, at, 1));
        } else {
            overflowed++;
        }
    }

    /** Records the disclosure of an address with its port. */
    public void record(
            Audience audience,
            Subject subject,
            InetSocketAddress address,
            String by,
            Phase phase,
            Instant at) {
        record(audience, subject, text(address), by, phase, at);
    }

    /** All disclosures so far, in the order in which they were first made. */
    public synchronized ExposureReport report() {
        return new ExposureReport(List.copyOf(entries.values()), overflowed);
    }

    /**
     * An address with its port, as a ledger writes it: a literal, never a name that was looked up.
     */
    public static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String literal = ip == null ? address.getHostString() : IpLiteral.format(ip);
        return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + address.getPort();
    }

    /** The number of entries only. */
    @Override
    public synchronized String toString() {
        return "ExposureLedger[" + entries.size() + " entries]";
    }
}
