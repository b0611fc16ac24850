package io.calling.testkit.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
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

    private final ArrayDeque<LoggedPacket> packets = new ArrayDeque<>();
    private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
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
            packets.removeFirst();
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
        ByteBuffer fields = ByteBuffer.allocate(24);
        fields.putLong(elapsedNanos).putLong(packet.id());
        fields.putInt(packet.from().getPort()).putInt(packet.to().getPort());
        fingerprint.update(fields.array());
        String words = place + direction + fate;
        fingerprint.update(words.getBytes(StandardCharsets.UTF_8));
        fingerprint.update(packet.from().getAddress().getAddress());
        fingerprint.update(packet.to().getAddress().getAddress());
        fingerprint.update(packet.payload().raw());
    }

    /** The last packets, oldest first. */
    public synchronized List<LoggedPacket> packets() {
        return List.copyOf(packets);
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

    /** The last packets, one a line. */
    public String text() {
        return packets().stream().map(LoggedPacket::toString).collect(Collectors.joining("\n"));
    }

    /**
     * Where addresses of one party were seen in what was carried to another, over the whole run.
     *
     * @param party whose addresses
     * @param observer on whose link
     */
    public synchronized List<Sighting> sightings(String party, String observer) {
        return watch.sightings(party, observer);
    }

    synchronized void watch(String party, List<InetAddress> addresses) {
        watch.add(party, addresses);
    }
}
