package io.calling.ice.turn;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices within about a second that a relay in use has gone silent: media goes both ways, so a
 * while in which we sent and heard nothing calls for a question to the relay itself; if that stays
 * unanswered too, the relay is suspected. Questions become rarer while only they are answered: then
 * it is the peer that is silent. Pure.
 */
final class TurnLiveness {
    private static final long PERIOD_NANOS = Duration.ofMillis(250).toNanos();

    /** Periods without a word, the question's own included, until the relay is suspected. */
    private static final int SILENT_PERIODS = 2;

    private static final int MAX_PAUSE_PERIODS = 64;

    private final TurnEffects effects;
    private boolean running;
    private long dueNanos;
    private boolean heard;
    private int quietPeriods;
    private boolean suspected;
    private int pause = 1;
    private int pauseLeft;

    TurnLiveness(TurnEffects effects) {
        this.effects = effects;
    }

    /** There is a peer in use. */
    void start(long nowNanos) {
        if (!running) {
            running = true;
            dueNanos = nowNanos + PERIOD_NANOS;
        }
    }

    /** A datagram of a peer came. */
    void onData() {
        pause = 1;
        pauseLeft = 0;
        onAnswer();
    }

    /** The relay itself answered. */
    void onAnswer() {
        heard = true;
        if (suspected) {
            suspected = false;
            effects.onSilence(false);
        }
    }

    /**
     * Judges the period that has passed.
     *
     * @return whether to ask the relay something
     */
    boolean onTime(@Nullable TurnPeer preferred, long nowNanos) {
        if (!running || preferred == null || dueNanos - nowNanos > 0) {
            return false;
        }
        dueNanos = nowNanos + PERIOD_NANOS;
        boolean sent = preferred.takeSent();
        boolean quiet = !heard && (sent || quietPeriods > 0);
        heard = false;
        quietPeriods = quiet ? quietPeriods + 1 : 0;
        if (quietPeriods == 1 + SILENT_PERIODS && !suspected) {
            suspected = true;
            effects.onSilence(true);
        }
        return quietPeriods == 1 && mayAsk();
    }

    private boolean mayAsk() {
        if (pauseLeft > 0) {
            pauseLeft--;
            quietPeriods = 0;
            return false;
        }
        pauseLeft = pause;
        pause = Math.min(pause * 2, MAX_PAUSE_PERIODS);
        return true;
    }

    long nanosToNext(long nowNanos) {
        return running ? dueNanos - nowNanos : Long.MAX_VALUE;
    }
}
