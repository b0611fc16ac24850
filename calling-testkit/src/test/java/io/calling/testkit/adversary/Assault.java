package io.calling.testkit.adversary;

import java.util.concurrent.TimeUnit;

/**
 * One kind of absurdity.
 *
 * @param name in words
 * @param atOnce how many packets leave at the same time
 * @param pauseNanos until the next ones
 * @param beside whether the honest streams go on beside it as if nothing happened; else it is they
 *     that are damaged, and they recover
 * @param strike sends a packet, or a few
 */
record Assault(String name, int atOnce, long pauseNanos, boolean beside, Strike strike) {
    private static final long USUAL_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** Sends packet {@code number} of the assault. */
    @FunctionalInterface
    interface Strike {
        void send(Mallory by, int number);
    }

    /** Ten packets each millisecond, on streams of their own. */
    static Assault beside(String name, Strike strike) {
        return new Assault(name, 10, USUAL_PAUSE, true, strike);
    }

    /** Ten packets each millisecond, in the middle of an honest stream. */
    static Assault within(String name, Strike strike) {
        return new Assault(name, 10, USUAL_PAUSE, false, strike);
    }

    /** Few packets that ask for much. */
    static Assault asking(String name, int pauseMillis, Strike strike) {
        return new Assault(name, 1, TimeUnit.MILLISECONDS.toNanos(pauseMillis), true, strike);
    }

    @Override
    public String toString() {
        return name;
    }
}
