package io.calling.examples.privatecall;

import io.calling.CallSession;
import io.calling.examples.report.Course;
import io.calling.examples.report.Course.Point;
import io.calling.stats.CandidatePairStats;
import io.calling.stats.InboundRtpStats;
import io.calling.stats.InboundRtpStats.Playout;
import io.calling.stats.RemoteInboundRtpStats;
import io.calling.stats.StatsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

/** What one party's statistics said from time to time. Thread-safe. */
final class Measurements {
    private static final double PAUSE_MILLIS = 200;

    private final List<StatsReport> reports = new ArrayList<>();
    private boolean asked;

    /** Asks the call, where it is not too soon; the answer comes later. */
    void take(CallSession call) {
        synchronized (this) {
            if (asked) {
                return;
            }
            asked = true;
        }
        call.stats().thenAccept(this::add);
    }

    private synchronized void add(StatsReport report) {
        asked = false;
        if (report.inbound("audio").isPresent()
                && (reports.isEmpty() || since(last(), report) >= PAUSE_MILLIS)) {
            reports.add(report);
        }
    }

    private StatsReport last() {
        return reports.get(reports.size() - 1);
    }

    private static double since(StatsReport before, StatsReport now) {
        return now.timestamp() - before.timestamp();
    }

    /** The figures as they changed; those of which nothing is known are left out. */
    synchronized List<Course> courses() {
        List<Course> courses = new ArrayList<>();
        courses.add(course("Delay there and back", "ms", (before, now) -> roundTripMillis(now)));
        courses.add(course("Wait until it is played", "ms", Measurements::waitMillis));
        courses.add(course("Rate of what comes", "kbit/s", Measurements::kilobits));
        courses.removeIf(course -> course.points().isEmpty());
        return courses;
    }

    private Course course(
            String name, String unit, BiFunction<StatsReport, StatsReport, OptionalDouble> figure) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < reports.size(); i++) {
            StatsReport now = reports.get(i);
            double seconds = since(reports.get(0), now) / 1_000;
            figure.apply(reports.get(i - 1), now)
                    .ifPresent(value -> points.add(new Point(seconds, value)));
        }
        return new Course(name, unit, points);
    }

    private static OptionalDouble roundTripMillis(StatsReport now) {
        OptionalDouble seconds =
                now.outbound("audio")
                        .flatMap(now::remote)
                        .map(RemoteInboundRtpStats::roundTripTime)
                        .filter(OptionalDouble::isPresent)
                        .or(() -> now.candidatePair().map(CandidatePairStats::currentRoundTripTime))
                        .orElse(OptionalDouble.empty());
        return seconds.isPresent()
                ? OptionalDouble.of(1_000 * seconds.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble waitMillis(StatsReport before, StatsReport now) {
        Optional<Playout> then = before.inbound("audio").flatMap(InboundRtpStats::audio);
        Optional<Playout> played = now.inbound("audio").flatMap(InboundRtpStats::audio);
        if (then.isEmpty() || played.isEmpty()) {
            return OptionalDouble.empty();
        }
        long samples =
                played.get().jitterBufferEmittedCount() - then.get().jitterBufferEmittedCount();
        double seconds = played.get().jitterBufferDelay() - then.get().jitterBufferDelay();
        return samples > 0 ? OptionalDouble.of(1_000 * seconds / samples) : OptionalDouble.empty();
    }

    private static OptionalDouble kilobits(StatsReport before, StatsReport now) {
        double millis = since(before, now);
        return OptionalDouble.of((bytes(now) - bytes(before)) * 8 / millis);
    }

    private static double bytes(StatsReport report) {
        return report.inbound("audio")
                .map(heard -> heard.bytesReceived() + heard.headerBytesReceived())
                .orElse(0L);
    }
}
