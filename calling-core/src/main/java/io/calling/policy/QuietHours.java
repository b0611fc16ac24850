package io.calling.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Set;

/**
 * Hours in which nobody rings but some. To those who would ring otherwise the call is unanswered.
 *
 * @param from first minute
 * @param to first minute after; on the next day if it is not after {@code from}
 * @param days those on which the hours begin
 * @param except who rings all the same
 */
public record QuietHours(LocalTime from, LocalTime to, Set<DayOfWeek> days, Who except) {
    /** Checks that both times are whole minutes, and that there is a day. */
    public QuietHours {
        days = new Hours(from, to, days).days();
        Objects.requireNonNull(except, "except");
    }

    /** The same hours every day, for everybody. */
    public static QuietHours daily(LocalTime from, LocalTime to) {
        return new QuietHours(from, to, Set.of(DayOfWeek.values()), Who.nobody());
    }

    /** On these days only. */
    public QuietHours on(DayOfWeek... only) {
        return new QuietHours(from, to, Set.of(only), except);
    }

    /** With these people ringing all the same. */
    public QuietHours except(Who who) {
        return new QuietHours(from, to, days, who);
    }

    /** Whether the call comes in these hours, from somebody for whom they are quiet. */
    Match match(CallFacts facts) {
        return hours().match(facts).and(except.match(facts).not());
    }

    private Hours hours() {
        return new Hours(from, to, days);
    }

    String text() {
        return hours().text() + " except " + except.text();
    }

    /** In words. */
    @Override
    public String toString() {
        String words = "nobody rings " + hours();
        return except.equals(Who.nobody()) ? words : words + " but " + except;
    }
}
