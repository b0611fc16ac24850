package io.calling.stats;

import io.calling.stats.internal.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statistics of one call at one moment, as a browser's {@code getStats()} has them. Immutable.
 * Holds no address of either side, no key and no secret of the signaling.
 *
 * @param timestamp when that was, in milliseconds since 1970
 * @param entries in no order that means something
 * @see <a href="https://www.w3.org/TR/webrtc-stats/">W3C webrtc-stats</a>
 */
public record StatsReport(double timestamp, List<Stats> entries) {
    /** Copies the list. */
    public StatsReport {
        entries = List.copyOf(entries);
    }

    /** All entries of a kind, such as {@code all(InboundRtpStats.class)}. */
    public <T extends Stats> List<T> all(Class<T> kind) {
        return of(kind).toList();
    }

    private <T extends Stats> Stream<T> of(Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The entry of that name, if there is one. */
    public Optional<Stats> get(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** What comes on the first stream of {@code audio} or {@code video}, if something does. */
    public Optional<InboundRtpStats> inbound(String kind) {
        return of(InboundRtpStats.class)
                .filter(entry -> entry.stream().kind().equals(kind))
                .findFirst();
    }

    /** What leaves on the first stream of {@code audio} or {@code video}, if there is one. */
    public Optional<OutboundRtpStats> outbound(String kind) {
        return of(OutboundRtpStats.class)
                .filter(entry -> entry.stream().kind().equals(kind))
                .findFirst();
    }

    /** What the peer says has come of a stream of ours, if it has said something. */
    public Optional<RemoteInboundRtpStats> remote(OutboundRtpStats ours) {
        return of(RemoteInboundRtpStats.class)
                .filter(entry -> entry.localId().equals(ours.id()))
                .findFirst();
    }

    /** The transport. */
    public Optional<TransportStats> transport() {
        return of(TransportStats.class).findFirst();
    }

    /** The pair of candidates in use, if there is one. */
    public Optional<CandidatePairStats> candidatePair() {
        return of(CandidatePairStats.class).findFirst();
    }

    /** The entries by name, and their members by the names that the specification has for them. */
    public Map<String, Map<String, Object>> toMap() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.id(), entry.members()));
        return Collections.unmodifiableMap(all);
    }

    /**
     * One object of JSON: what {@code JSON.stringify(Object.fromEntries(await pc.getStats()))}
     * gives in a browser, so that the two can be laid side by side.
     */
    public String toJson() {
        return JsonText.of(toMap());
    }

    /** How many entries there are; none of what they say. */
    @Override
    public String toString() {
        return "StatsReport[" + entries.size() + " entries]";
    }

    /** Collects the entries of a report; not thread-safe. */
    public static final class Builder {
        private final double timestamp;
        private final long nowNanos;
        private final Map<String, Stats> entries = new LinkedHashMap<>();

        /**
         * A report of one moment.
         *
         * @param timestamp when that is, in milliseconds since 1970
         * @param nowNanos the same by the clock that the counters use
         */
        public Builder(double timestamp, long nowNanos) {
            this.timestamp = timestamp;
            this.nowNanos = nowNanos;
        }

        /** When it is, in milliseconds since 1970. */
        public double timestamp() {
            return timestamp;
        }

        /** A moment by the clock that the counters use, in milliseconds since 1970. */
        public double timestamp(long nanos) {
            return timestamp - (nowNanos - nanos) / 1e6;
        }

        /**
         * Adds an entry; where there is one of that name, as of a format in use twice, that stays.
         */
        public Builder add(Stats entry) {
            entries.putIfAbsent(entry.id(), entry);
            return this;
        }

        /** What was added. */
        public StatsReport build() {
            return new StatsReport(timestamp, List.copyOf(entries.values()));
        }
    }
}
