package io.calling.policy;

import java.time.Duration;
import java.util.List;

/** Bounds of the numbers in a policy, and durations in words. */
final class Amounts {
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final int MAX_PARTS = 256;

    private Amounts() {}

    static void check(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be from 1 ns to ten years: " + value);
        }
    }

    static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ": " + value);
        }
    }

    static void checkParts(List<Who> parts) {
        if (parts.size() < 2 || parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("2 to " + MAX_PARTS + " parts: " + parts.size());
        }
    }

    /** "3 days", "90 minutes", in the largest unit that says it exactly. */
    static String words(Duration value) {
        if (!Duration.ofSeconds(value.toSeconds()).equals(value)) {
            return value.toString();
        }
        long seconds = value.toSeconds();
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return counted(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
