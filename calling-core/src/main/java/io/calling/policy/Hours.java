package io.calling.policy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some hours of some days.
 *
 * @param from first minute
 * @param to first minute after; on the next day if it is not after {@code from}
 * @param days those on which the hours begin
 */
record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days) {
    private static final Set<DayOfWeek> ALL = Set.of(DayOfWeek.values());

    Hours {
        days = Set.copyOf(days);
        if (!isMinute(from) || !isMinute(to)) {
            throw new IllegalArgumentException("hours begin and end with a minute");
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("hours need a day");
        }
    }

    private static boolean isMinute(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).equals(time);
    }

    static Hours daily(LocalTime from, LocalTime to) {
        return new Hours(from, to, ALL);
    }

    Match match(CallFacts facts) {
        return facts.time().map(now -> Match.of(includes(now))).orElse(Match.UNKNOWN);
    }

    boolean includes(LocalDateTime now) {
        LocalTime time = now.toLocalTime();
        DayOfWeek today = now.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
        }
        return days.contains(today) && !time.isBefore(from)
                || days.contains(today.minus(1)) && time.isBefore(to);
    }

    /** {@code 22:00 07:00 daily}, {@code 09:00 17:00 mon+tue}. */
    String text() {
        return from + " " + to + " " + dayText();
    }

    private String dayText() {
        return days.equals(ALL) ? "daily" : joined("+");
    }

    static Set<DayOfWeek> daysOf(String text) {
        if (text.equals("daily")) {
            return ALL;
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String token : text.split("\\+", -1)) {
            days.add(dayOf(token));
        }
        return days;
    }

    private static DayOfWeek dayOf(String token) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> token(day).equals(token))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a day: " + token));
    }

    private static String token(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private String joined(String separator) {
        return days.stream().sorted().map(Hours::token).collect(Collectors.joining(separator));
    }

    /** In words, after "people who call". */
    @Override
    public String toString() {
        String words = "between " + from + " and " + to;
        return days.equals(ALL) ? words : words + " on " + joined(", ");
    }
}
