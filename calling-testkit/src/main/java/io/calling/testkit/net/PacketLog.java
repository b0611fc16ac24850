package io.calling.testkit.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Every packet on every link of a virtual network. The last {@value #KEPT} are kept whole; of all
 * of them the log keeps a count by fate, a fingerprint, and whose addresses were seen where.
 * Thread-safe.
 */
public final class PacketLog {
    /** How many packets are kept whole. */
    public static final int KEPT = 20_000;

    /** How many of the first packets are kept beside them. */
    public static final int KEPT_FIRST = 1_000;

    /** Two addresses of 16 bytes, and numbers. */
    private static final int FIELD_BYTES = 96;

    private final List<LoggedPacket> first = new ArrayList<>();
    private final ArrayDeque<LoggedPacket> packets = new ArrayDeque<>();
    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
    private final ByteBuffer fields = ByteBuffer.allocate(FIELD_BYTES);
    private final CRC32C fingerprint = new CRC32C();
    private final AddressWatch watch = new AddressWatch();

    PacketLog() {}

    synchronized void add(
            long elapsedNanos,
            String place,
            LoggedPacket.Direction direction,
            Packet packet,
            Fate fate) {
        counts.merge(fate, 1L, Long::sum);
        fingerprint(elapsedNanos, place, direction, packet, fate);
        if (direction == LoggedPacket.Direction.DOWN) {
            watch.inspect(place, packet);
        }
        if (packets.size() == KEPT) {
            LoggedPacket oldest = packets.removeFirst();
            if (first.size() < KEPT_FIRST) {
                first.add(oldest);
            }
        }
        packets.addLast(
                new LoggedPacket(
                        packet.id(),
                        Duration.ofNanos(elapsedNanos),
                        place,
                        direction,
                        packet.transport(),
                        packet.from(),
                        packet.to(),
                        packet.payload(),
                        fate));
    }

    private void fingerprint(
            long elapsedNanos,
            String place,
            LoggedPacket.Direction direction,
            Packet packet,
            Fate fate) {
        fields.clear();
        fields.putLong(elapsedNanos).putLong(packet.id()).putInt(place.hashCode());
        fields.putInt(direction.name().hashCode()).putInt(fate.name().hashCode());
        fields.putInt(packet.from().getPort()).put(packet.from().getAddress().getAddress());
        fields.putInt(packet.to().getPort()).put(packet.to().getAddress().getAddress());
        fingerprint.update(fields.array(), 0, fields.position());
        fingerprint.update(packet.payload().raw());
    }

    /** The last packets, oldest first. */
    public synchronized List<LoggedPacket> packets() {
        return List.copyOf(packets);
    }

    /** The first packets, those that {@link #packets} has no more; oldest first. */
    public synchronized List<LoggedPacket> firstPackets() {
        return List.copyOf(first);
    }

    /** How many packets met this fate on a link, of all there were. */
    public synchronized long count(Fate fate) {
        return counts.getOrDefault(fate, 0L);
    }

    /**
     * A checksum over every packet so far, with times, places and fates: two deterministic runs
     * with one seed have the same.
     */
    public synchronized long fingerprint() {
        return fingerprint.getValue();
    }

    /** How many packets there were so far, each once for each link. */
    public synchronized long added() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The last packets, one a line. */
    public String text() {
        return packets().stream().map(LoggedPacket::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Where addresses of one party were seen in what was carried to another, over the whole run:
     * those of its links, and those of the NATs before them. An address that the two share is no
     * sighting.
     *
     * @param party whose addresses
     * @param observer on whose link
     */
    public synchronized List<Sighting> sightings(String party, String observer) {
        return watch.sightings(party, observer);
    }

    /**
     * Looks for addresses in something that reached a party by another way than a packet: a message
     * of the signaling channel, say.
     *
     * @param observer who learnt it
     */
    public synchronized void inspect(String observer, Payload learnt) {
        watch.inspect(observer, learnt.raw());
    }

    synchronized void watch(String party, List<InetAddress> addresses) {
        watch.add(party, addresses);
    }
}
