package io.calling.ice.turn;

import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for an answer: repeats them over UDP, signs them anew when the relay
 * challenges, and tells proven answers from doubtful ones (RFC 8489, 6.2 and 9.2.5). Pure.
 */
final class TurnTransactions {
    private static final int MAX_REQUEST_BYTES = 4096;

    /** Nonces that a relay may change under one request before that counts as a refusal. */
    private static final int MAX_CHALLENGES = 2;

    private final TurnTimings timings;
    private final boolean reliable;
    private final TurnAuthentication authentication;
    private final Consumer<byte[]> random;
    private final PacketSink relay;
    private final TurnCounters counters;
    private final StunWriter writer = new StunWriter(MAX_REQUEST_BYTES);
    private final List<TurnRequest> pending = new ArrayList<>();

    TurnTransactions(
            TurnTimings timings,
            boolean reliable,
            TurnAuthentication authentication,
            Consumer<byte[]> random,
            PacketSink relay,
            TurnCounters counters) {
        this.timings = timings;
        this.reliable = reliable;
        this.authentication = authentication;
        this.random = random;
        this.relay = relay;
        this.counters = counters;
    }

    /** Sends a request; its answer, or that there is none, is told to it. */
    void begin(TurnRequest request, long nowNanos) {
        request.challenges = 0;
        sendAnew(request, nowNanos);
    }

    private void sendAnew(TurnRequest request, long nowNanos) {
        request.id = newId();
        request.signed = authentication.isReady();
        request.generation = authentication.generation();
        request.bytes = encode(request);
        request.doubt = null;
        request.sends = 0;
        request.maxSends = reliable ? 1 : request.sendsOf(timings);
        request.waitNanos = timings.rto();
        if (!pending.contains(request)) {
            pending.add(request);
        }
        transmit(request, nowNanos);
        request.onSent(nowNanos);
    }

    TransactionId newId() {
        byte[] bytes = new byte[TransactionId.BYTES];
        random.accept(bytes);
        return TransactionId.of(bytes);
    }

    private byte[] encode(TurnRequest request) {
        writer.begin(StunClass.REQUEST, request.method(), request.id);
        request.write(writer);
        if (request.signed) {
            authentication.sign(writer);
        }
        return writer.toByteArray();
    }

    /** RFC 8489, 6.2.1: each wait is twice the one before; the last is longer. */
    private void transmit(TurnRequest request, long nowNanos) {
        request.sends++;
        if (reliable) {
            request.nextNanos = nowNanos + timings.transaction(request.sendsOf(timings));
        } else if (request.sends < request.maxSends) {
            request.nextNanos = nowNanos + request.waitNanos;
            request.waitNanos *= 2;
        } else {
            request.nextNanos = nowNanos + timings.rto() * timings.lastWait();
        }
        counters.requests++;
        relay.send(request.bytes, 0, request.bytes.length);
    }

    /** Forgets a request: nothing is told to it any more. */
    void cancel(TurnRequest request) {
        pending.remove(request);
    }

    /** Goes on to wait for an answer, without asking again. */
    void listen(TurnRequest request, long untilNanos) {
        request.maxSends = request.sends;
        request.nextNanos = untilNanos;
        pending.add(request);
    }

    /** Forgets every request. */
    void clear() {
        pending.clear();
    }

    boolean isPending(TurnRequest request) {
        return pending.contains(request);
    }

    /** Takes a success or error response. */
    void onResponse(StunMessage response, long nowNanos) {
        TurnRequest request = find(response);
        if (request == null) {
            counters.unsolicited++;
            return;
        }
        boolean proven = request.signed && authentication.verify(response);
        if (response.messageClass() == StunClass.SUCCESS) {
            onSuccess(request, response, proven, nowNanos);
        } else if (response.errorCode() == StunMessage.NONE) {
            counters.malformed++;
        } else {
            onError(request, response, proven, nowNanos);
        }
    }

    private @Nullable TurnRequest find(StunMessage response) {
        TransactionId id = response.transactionId();
        for (TurnRequest request : pending) {
            if (request.id.equals(id) && request.method() == response.method()) {
                return request;
            }
        }
        return null;
    }

    private void onSuccess(
            TurnRequest request, StunMessage response, boolean proven, long nowNanos) {
        if (!proven) {
            // Even where nobody was asked to sign: whoever makes up a relayed address could make it
            // ours, and have us tell it to the peer.
            doubt(request, TurnError.of(TurnError.UNPROVEN), nowNanos);
        } else if (response.unknownAttributes(TurnAttributes::isUnderstood).length > 0) {
            // RFC 8489, 6.3.3: "the transaction is considered to have failed"
            pending.remove(request);
            request.onFailure(TurnError.of(TurnError.UNKNOWN_ATTRIBUTE), nowNanos);
        } else {
            pending.remove(request);
            request.onSuccess(response, nowNanos);
        }
    }

    private void onError(TurnRequest request, StunMessage response, boolean proven, long nowNanos) {
        int code = response.errorCode();
        boolean challenge = code == TurnError.UNAUTHENTICATED || code == TurnError.STALE_NONCE;
        if (challenge && request.challenges < MAX_CHALLENGES && canSignAnew(request, response)) {
            request.challenges++;
            sendAnew(request, nowNanos);
        } else if (proven) {
            pending.remove(request);
            request.onFailure(TurnError.of(response), nowNanos);
        } else {
            doubt(request, TurnError.of(response), nowNanos);
        }
    }

    /** Either this challenge is new, or an earlier one was while the request was on its way. */
    private boolean canSignAnew(TurnRequest request, StunMessage response) {
        return authentication.accept(response) || request.generation != authentication.generation();
    }

    /**
     * Keeps an answer that anybody could have made up, and waits for the true one: for long where
     * much depends on it, for a moment otherwise, for many relays do not sign their refusals.
     */
    private void doubt(TurnRequest request, TurnError error, long nowNanos) {
        counters.unproven++;
        if (request.doubt != null) {
            return;
        }
        request.doubt = error;
        if (!request.isVital()) {
            request.maxSends = request.sends;
            request.nextNanos = nowNanos + timings.suspicion();
        }
    }

    /** Repeats what is due, and gives up what is overdue. */
    void onTime(long nowNanos) {
        for (TurnRequest request : List.copyOf(pending)) {
            if (request.nextNanos - nowNanos > 0 || !pending.contains(request)) {
                continue;
            }
            if (request.sends < request.maxSends) {
                transmit(request, nowNanos);
            } else {
                pending.remove(request);
                TurnError doubt = request.doubt;
                request.onFailure(
                        doubt == null ? TurnError.of(TurnError.SILENCE) : doubt, nowNanos);
            }
        }
    }

    /** The time until {@link #onTime} has something to do; {@link Long#MAX_VALUE} for never. */
    long nanosToNext(long nowNanos) {
        long nanos = Long.MAX_VALUE;
        for (TurnRequest request : pending) {
            nanos = Math.min(nanos, request.nextNanos - nowNanos);
        }
        return nanos;
    }
}
