package io.calling.examples.report;

import java.util.Arrays;
import java.util.List;

/**
 * How the packets of one direction travelled.
 *
 * @param arrived the packets that arrived, in the order in which they were sent
 * @param lostAtSeconds when the lost ones were sent
 * @param measure what the delay means, in words
 */
public record PacketSeries(List<Arrival> arrived, List<Double> lostAtSeconds, String measure) {

    /** Copies the lists. */
    public PacketSeries {
        arrived = List.copyOf(arrived);
        lostAtSeconds = List.copyOf(lostAtSeconds);
    }

    /**
     * A packet that arrived.
     *
     * @param seconds when it was sent, since the first packet
     * @param delayMillis how long it took
     */
    public record Arrival(double seconds, double delayMillis) {}

    /** Packets sent. */
    public int sent() {
        return arrived.size() + lostAtSeconds.size();
    }

    /** Packets lost. */
    public int lost() {
        return lostAtSeconds.size();
    }

    /** The delay that {@code share} of the packets that arrived stayed below; 0 for none. */
    public double delayMillis(double share) {
        double[] sorted = arrived.stream().mapToDouble(Arrival::delayMillis).sorted().toArray();
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** The time of the last packet. */
    public double seconds() {
        double[] last = {0};
        arrived.forEach(arrival -> last[0] = Math.max(last[0], arrival.seconds()));
        lostAtSeconds.forEach(seconds -> last[0] = Math.max(last[0], seconds));
        return last[0];
    }

    @Override
    public String toString() {
        return "PacketSeries" + Arrays.asList(sent() + " sent", lost() + " lost");
    }
}
