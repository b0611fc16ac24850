package io.calling.benchmarks.sound;

import io.calling.benchmarks.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One direction of one call over one path, once it had settled.
 *
 * @param path by name
 * @param from who sent
 * @param to who heard
 * @param lost share of the packets, by the path alone
 * @param delaysMillis of each mark, from the sender's mouth to the hearer's ear
 * @param figures of the hearer, counted in this time
 */
record Heard(
        String path,
        Kind from,
        Kind to,
        double lost,
        List<Double> delaysMillis,
        Map<String, Double> figures) {
    /** Marks are half a second apart, and belong to the last one that was sent before. */
    private static final double MOST_MILLIS = 490;

    private static final double SAMPLES_PER_FRAME = 960;

    Heard {
        delaysMillis = List.copyOf(delaysMillis);
        figures = Map.copyOf(figures);
    }

    /**
     * From what both sides said at the beginning and at the end of the time.
     *
     * @param lost share of the packets
     */
    static Heard between(
            SoundPath path,
            Kind from,
            Kind to,
            double lost,
            List<Report> sender,
            List<Report> hearer) {
        Map<String, Double> counted = new TreeMap<>(hearer.get(1).figures());
        hearer.get(0)
                .figures()
                .forEach((name, before) -> counted.merge(name, -before, Double::sum));
        List<Double> sent = new ArrayList<>(sender.get(0).sent());
        sent.addAll(sender.get(1).sent());
        List<Double> delays = new ArrayList<>();
        for (double at : hearer.get(1).heard()) {
            sent.stream()
                    .filter(said -> said < at && at - said < MOST_MILLIS)
                    .reduce((earlier, later) -> later)
                    .ifPresent(said -> delays.add(at - said));
        }
        return new Heard(path.name(), from, to, lost, delays, counted);
    }

    /** One of all of them, which lasted equally long. */
    static Heard together(List<Heard> calls) {
        List<Double> delays = new ArrayList<>();
        Map<String, Double> sums = new TreeMap<>();
        for (Heard call : calls) {
            delays.addAll(call.delaysMillis);
            call.figures.forEach((name, more) -> sums.merge(name, more, Double::sum));
        }
        double lost = calls.stream().mapToDouble(Heard::lost).average().orElseThrow();
        Heard any = calls.get(0);
        return new Heard(any.path, any.from, any.to, lost, delays, sums);
    }

    private double figure(String name) {
        return figures.getOrDefault(name, 0.0);
    }

    boolean hasFigures() {
        return figures.containsKey("totalSamplesReceived");
    }

    Samples delays() {
        if (delaysMillis.isEmpty()) {
            return new Samples(new double[] {Double.NaN});
        }
        return new Samples(delaysMillis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Where the path changes in between, a median means nothing. */
    double meanMillis() {
        return delaysMillis.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Samples that were made up, of all that were played; those in silence left out. */
    double concealed() {
        return (figure("concealedSamples") - figure("silentConcealedSamples"))
                / figure("totalSamplesReceived");
    }

    /**
     * Samples of frames that did not come, a copy in the next packet or not; only we count them.
     */
    double missing() {
        return figure("missing") * SAMPLES_PER_FRAME / figure("totalSamplesReceived");
    }

    /** How long a sample waited in the jitter buffer, on average, in milliseconds. */
    double bufferMillis() {
        return 1_000 * figure("jitterBufferDelay") / figure("jitterBufferEmittedCount");
    }

    double targetMillis() {
        return 1_000 * figure("jitterBufferTargetDelay") / figure("jitterBufferEmittedCount");
    }

    /** How long the fastest packets waited, on average, in milliseconds; only we tell. */
    double fastestMillis() {
        return figure("fastestDelay") / figure("fastestDelays");
    }

    /** How many packets would have been heard, about. */
    double packets() {
        return figure("totalSamplesReceived") / SAMPLES_PER_FRAME;
    }
}
