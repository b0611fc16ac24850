package io.calling.ice.turn;

import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import org.jspecify.annotations.Nullable;

/** A request on its way: what it asks, what its answer means, and how far it has got. */
abstract class TurnRequest {
    private static final byte[] NOT_SENT = new byte[0];
    private static final TransactionId NO_ID = new TransactionId(0, 0);

    private final int method;

    // How far it has got; owned by TurnTransactions.
    TransactionId id = NO_ID;
    byte[] bytes = NOT_SENT;
    boolean signed;
    int generation;
    int sends;
    int maxSends;
    int challenges;
    long waitNanos;
    long nextNanos;
    @Nullable TurnError doubt;

    TurnRequest(int method) {
        this.method = method;
    }

    final int method() {
        return method;
    }

    /** Writes what is asked; the credentials follow. */
    abstract void write(StunWriter writer);

    /** It went out for the first time, or anew with other credentials. */
    void onSent(long nowNanos) {}

    /** The relay granted it, and proved that it is the relay. */
    abstract void onSuccess(StunMessage response, long nowNanos);

    /** The relay refused it, or never answered. */
    abstract void onFailure(TurnError error, long nowNanos);

    /**
     * Whether a doubtful refusal is believed only when the time is up: a forged packet must not end
     * a working allocation.
     */
    boolean isVital() {
        return false;
    }

    /** How often it may be sent over UDP. */
    int sendsOf(TurnTimings timings) {
        return timings.sends();
    }
}
