package io.calling.examples.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How the media packets of one party travelled to the other: when each left the one's socket, and
 * when, if ever, it arrived at the other's. Both clocks must be the same, so both parties have to
 * run in one process.
 */
public final class Journey {
    private final List<Trip> trips;

    private Journey(List<Trip> trips) {
        this.trips = List.copyOf(trips);
    }

    /** Pairs what one recording sent with what the other one received. */
    public static Journey between(Recording from, Recording to) {
        Map<RtpOnWire, Long> departures = new LinkedHashMap<>();
        from.packets(Direction.SENT).forEach(packet -> note(departures, packet));
        Map<RtpOnWire, Long> arrivals = new HashMap<>();
        to.packets(Direction.RECEIVED).forEach(packet -> note(arrivals, packet));
        List<Trip> trips = new ArrayList<>();
        departures.forEach((rtp, sent) -> trips.add(new Trip(sent, arrival(arrivals.get(rtp)))));
        return new Journey(trips);
    }

    private static void note(Map<RtpOnWire, Long> times, RecordedPacket packet) {
        RtpOnWire.in(packet.bytes()).ifPresent(rtp -> times.putIfAbsent(rtp, packet.nanos()));
    }

    private static OptionalLong arrival(@Nullable Long nanos) {
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** All packets, in the order in which they were sent. */
    public List<Trip> trips() {
        return trips;
    }

    /**
     * One packet.
     *
     * @param sentNanos when it left
     * @param arrivedNanos when it arrived, if it did
     */
    public record Trip(long sentNanos, OptionalLong arrivedNanos) {}
}
