package io.calling.examples.report;

/** Round numbers for an axis that starts at zero. */
final class Axis {
    private final double step;
    private final double end;

    private Axis(double step, double end) {
        this.step = step;
        this.end = end;
    }

    /** An axis that reaches {@code highest} in at most {@code parts} equal parts. */
    static Axis upTo(double highest, int parts) {
        double atLeast = Math.max(highest, 1e-3) / parts;
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double step = 10 * power;
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                step = factor * power;
                break;
            }
        }
        return new Axis(step, Math.ceil(highest / step - 1e-9) * step);
    }

    double end() {
        return end;
    }

    int ticks() {
        return (int) Math.round(end / step) + 1;
    }

    double tick(int index) {
        return index * step;
    }

    String label(int index) {
        return step >= 1
                ? Long.toString(Math.round(tick(index)))
                : String.format(java.util.Locale.ROOT, step >= 0.1 ? "%.1f" : "%.2f", tick(index));
    }
}
