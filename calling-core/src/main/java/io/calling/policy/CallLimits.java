package io.calling.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * Against bombardment: how many calls may ring. Whoever exceeds a limit sees an unanswered call,
 * and where too many calls go on at once a busy line, if presence is revealed to them.
 *
 * <p>What the user answers is no bombardment: the buckets count calls that ring in vain, and that
 * of a caller is full again once the user has answered a call of theirs or called them.
 *
 * <p>Where as many calls ring as may, the next one does not: none takes the place of somebody
 * else's that rings already, so that no call vanishes under its user's finger. It shows in the
 * history of calls, with this limit as the rule that decided. Only whoever calls again while a call
 * of theirs rings takes its place, as if they had hung up first: a device that crashed cannot say
 * so. The older call has rung in vain, and counts.
 *
 * @param perCaller how often one caller may ring in vain
 * @param overall how often all callers together may ring in vain
 * @param coolDown when somebody who calls again and again has to wait
 * @param ongoing how many calls the user may be in, held ones included; 0 is without limit
 * @param waiting how many calls may ring at once; 0 is without limit
 */
public record CallLimits(
        Optional<TokenBucket> perCaller,
        Optional<TokenBucket> overall,
        Optional<CoolDown> coolDown,
        int ongoing,
        int waiting) {
    /**
     * No limit, as for a server that answers by itself. While 64 calls wait for an answer an agent
     * looks at no other, whatever its limits.
     */
    public static final CallLimits NONE =
            new CallLimits(Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);

    /** Checks the counts. */
    public CallLimits {
        if (ongoing < 0 || waiting < 0) {
            throw new IllegalArgumentException("ongoing and waiting must not be negative");
        }
    }

    /**
     * What suits a person: five calls in vain in a row of one caller and one more each five
     * minutes; twenty of all and one more each minute; half an hour of rest after three calls in
     * vain within ten minutes; two calls going on, one of them held, and one that rings.
     */
    public static CallLimits recommended() {
        return NONE.perCaller(5, Duration.ofMinutes(5))
                .overall(20, Duration.ofMinutes(1))
                .coolDown(3, Duration.ofMinutes(10), Duration.ofMinutes(30))
                .ongoing(2)
                .waiting(1);
    }

    /** How often one caller may ring in vain: so many times, then once each {@code refill}. */
    public CallLimits perCaller(int capacity, Duration refill) {
        return new CallLimits(
                Optional.of(new TokenBucket(capacity, refill)),
                overall,
                coolDown,
                ongoing,
                waiting);
    }

    /** How often all callers together may ring in vain. */
    public CallLimits overall(int capacity, Duration refill) {
        return new CallLimits(
                perCaller,
                Optional.of(new TokenBucket(capacity, refill)),
                coolDown,
                ongoing,
                waiting);
    }

    /** Lets those who call in vain so many times wait. */
    public CallLimits coolDown(int calls, Duration within, Duration pause) {
        return new CallLimits(
                perCaller,
                overall,
                Optional.of(new CoolDown(calls, within, pause)),
                ongoing,
                waiting);
    }

    /** How many calls the user may be in, held ones included. */
    public CallLimits ongoing(int most) {
        return new CallLimits(perCaller, overall, coolDown, most, waiting);
    }

    /** How many calls may ring at once. */
    public CallLimits waiting(int most) {
        return new CallLimits(perCaller, overall, coolDown, ongoing, most);
    }
}
