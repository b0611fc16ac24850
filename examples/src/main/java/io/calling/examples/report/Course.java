package io.calling.examples.report;

import java.util.List;

/**
 * A figure that changed while the call went on.
 *
 * @param name what it is, in words
 * @param unit of its values
 * @param points in the order of time
 */
public record Course(String name, String unit, List<Point> points) {
    /** Copies the list. */
    public Course {
        points = List.copyOf(points);
    }

    /**
     * One value.
     *
     * @param seconds since the first statistics
     * @param value in the unit
     */
    public record Point(double seconds, double value) {}

    double highest() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }

    double seconds() {
        return points.isEmpty() ? 0 : points.get(points.size() - 1).seconds();
    }

    /** The value that half of them stay below; 0 for none. */
    double median() {
        double[] sorted = points.stream().mapToDouble(Point::value).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
