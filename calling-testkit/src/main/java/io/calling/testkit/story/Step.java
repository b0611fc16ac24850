package io.calling.testkit.story;

import java.time.Duration;

/**
 * One thing that happened, or several of one kind in a row.
 *
 * @param at when, or when the first, since the beginning
 * @param until when the last
 * @param order of steps at one time: how many packets there had been
 * @param from whose doing
 * @param to for whom; the same where it concerns nobody else
 * @param kind what it belongs to
 * @param text what, without addresses, passwords and keys
 * @param count how many in a row
 * @param lost how many of them did not arrive
 */
public record Step(
        Duration at,
        Duration until,
        long order,
        String from,
        String to,
        Kind kind,
        String text,
        long count,
        long lost) {

    /** What a step belongs to. */
    public enum Kind {
        /** A call's state. */
        STATE,
        /** A message of the signaling channel. */
        SIGNALING,
        /** A check, or an answer to one. */
        STUN,
        /** A request to a relay, or its answer. */
        TURN,
        /** A handshake. */
        DTLS,
        /** Sound, pictures, and reports on them. */
        MEDIA,
        /** Something else. */
        OTHER
    }

    /** One thing that happened once. */
    public static Step once(
            Duration at, long order, String from, String to, Kind kind, String text) {
        return new Step(at, at, order, from, to, kind, text, 1, 0);
    }

    /** The same, but it did not arrive. */
    public Step lostOnTheWay() {
        return new Step(at, until, order, from, to, kind, text, count, count);
    }

    boolean continues(Step earlier) {
        return from.equals(earlier.from)
                && to.equals(earlier.to)
                && kind == earlier.kind
                && text.equals(earlier.text);
    }

    Step and(Step later) {
        return new Step(
                at,
                later.until,
                order,
                from,
                to,
                kind,
                text,
                count + later.count,
                lost + later.lost);
    }

    /** Whether it concerns nobody else. */
    boolean isAlone() {
        return from.equals(to);
    }

    /** What, how many, how many of them lost. */
    String words() {
        String many = count == 1 ? text : count + " × " + text;
        if (lost == 0) {
            return many;
        }
        return many + (lost == count ? ", lost" : ", " + lost + " lost");
    }
}
