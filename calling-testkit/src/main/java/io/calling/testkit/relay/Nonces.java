package io.calling.testkit.relay;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The nonces of a relay: one at a time for everybody, good for as long as it is given out and as
 * long again. Pure: time is an argument. Has one owner.
 */
final class Nonces {
    private static final int BYTES = 16;

    private final long lifetimeNanos;
    private final Random random;
    private @Nullable String current;
    private @Nullable String previous;
    private long issuedNanos;

    Nonces(Duration lifetime, Random random) {
        this.lifetimeNanos = lifetime.toNanos();
        this.random = random;
    }

    /** The nonce to give out. */
    String current(long nowNanos) {
        rotate(nowNanos);
        String nonce = current;
        if (nonce == null) {
            nonce = draw();
            current = nonce;
            issuedNanos = nowNanos;
        }
        return nonce;
    }

    boolean isGood(@Nullable String nonce, long nowNanos) {
        rotate(nowNanos);
        return nonce != null && (nonce.equals(current) || nonce.equals(previous));
    }

    /** From now on every nonce given out so far is stale. */
    void expire() {
        current = null;
        previous = null;
    }

    private void rotate(long nowNanos) {
        long age = nowNanos - issuedNanos;
        if (current != null && age >= lifetimeNanos) {
            previous = age >= 2 * lifetimeNanos ? null : current;
            current = null;
        }
    }

    private String draw() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
