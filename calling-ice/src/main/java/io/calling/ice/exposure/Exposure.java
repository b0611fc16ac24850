package io.calling.ice.exposure;

import java.time.Instant;

/**
 * One disclosure: who learnt what, by which packet or field, and when.
 *
 * @param audience who learnt it
 * @param subject what kind of thing
 * @param value the address or name itself, as text
 * @param by the packet or field that carried it
 * @param phase when in the life of the transport it happened first
 * @param first when it happened first
 * @param last when it happened last
 * @param times how often it was recorded
 */
public record Exposure(
        Audience audience,
        Subject subject,
        String value,
        String by,
        Phase phase,
        Instant first,
        Instant last,
        long times) {

    Exposure again(Instant at) {
        return new Exposure(audience, subject, value, by, phase, first, at, times + 1);
    }

    Exposure withholding() {
        return new Exposure(audience, subject, "(withheld)", by, phase, first, last, times);
    }

    /** Everything but the value: addresses do not print by accident. */
    @Override
    public String toString() {
        return "Exposure[" + subject + " to " + audience + " by " + by + "]";
    }
}
