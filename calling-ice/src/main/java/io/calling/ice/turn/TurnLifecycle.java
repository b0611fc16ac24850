package io.calling.ice.turn;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An allocation from the first Allocate to the last Refresh: how it comes up, stays up, and is
 * released even where it came up half-way (RFC 8656, 7 and 8). Pure.
 */
final class TurnLifecycle {
    private static final long UDP = 17L << 24; // REQUESTED-TRANSPORT: a protocol number of IP
    private static final long DEFAULT_LIFETIME_SECONDS = 600;
    private static final int MAX_SOCKETS = 3;
    private static final int REFRESH_SENDS = 5;
    private static final int RELEASE_SENDS = 3;
    private static final long RELEASE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long FIRST_RETRY_NANOS = Duration.ofSeconds(5).toNanos();

    private final TurnTimings timings;
    private final @Nullable AddressFamily family;
    private final TurnAuthentication authentication;
    private final TurnTransactions transactions;
    private final TurnEffects effects;
    private final TurnClient client;

    private State state = State.IDLE;
    private int sockets;
    private AllocateRequest allocate = new AllocateRequest();
    private RefreshRequest refresh = new RefreshRequest();

    /** A signed Allocate went out, and was not refused: the relay may hold an allocation. */
    private boolean mayExist;

    /** When the state ends unless something happens. */
    private long endNanos;

    private long refreshNanos;
    private long retryNanos = FIRST_RETRY_NANOS;
    private long lifetimeSeconds = DEFAULT_LIFETIME_SECONDS;

    private enum State {
        IDLE,
        ALLOCATING,
        ALLOCATED,
        RELEASING,
        ENDED
    }

    TurnLifecycle(
            TurnTimings timings,
            @Nullable AddressFamily family,
            TurnAuthentication authentication,
            TurnTransactions transactions,
            TurnEffects effects,
            TurnClient client) {
        this.timings = timings;
        this.family = family;
        this.authentication = authentication;
        this.transactions = transactions;
        this.effects = effects;
        this.client = client;
    }

    boolean isAllocated() {
        return state == State.ALLOCATED;
    }

    boolean isEnding() {
        return state == State.RELEASING || state == State.ENDED;
    }

    /** Asks, and asks again from a new socket; gives up at the time that was named first. */
    void start(long giveUpNanos, long nowNanos) {
        if (state == State.IDLE) {
            state = State.ALLOCATING;
            endNanos = giveUpNanos;
        }
        if (state == State.ALLOCATING) {
            sockets++;
            mayExist = false;
            transactions.clear();
            allocate = new AllocateRequest();
            transactions.begin(allocate, nowNanos);
        }
    }

    /** Asks the relay whether the allocation still stands; a refresh does it best. */
    void probe(long nowNanos) {
        if (state == State.ALLOCATED && !transactions.isPending(refresh)) {
            refresh = new RefreshRequest();
            transactions.begin(refresh, nowNanos);
        }
    }

    void onTime(long nowNanos) {
        boolean over = endNanos - nowNanos <= 0;
        switch (state) {
            case ALLOCATING -> {
                if (over) {
                    TurnError doubt = allocate.doubt;
                    fail(doubt == null ? RelayFailure.UNREACHABLE : doubt.toAllocate(), nowNanos);
                }
            }
            case ALLOCATED -> {
                if (over) {
                    fail(RelayFailure.LOST, nowNanos);
                } else if (refreshNanos - nowNanos <= 0) {
                    refreshNanos = endNanos; // its answer sets the next
                    probe(nowNanos);
                }
            }
            case RELEASING -> {
                if (over) {
                    finish();
                }
            }
            case IDLE, ENDED -> {}
        }
    }

    long nanosToNext(long nowNanos) {
        return switch (state) {
            case IDLE, ENDED -> Long.MAX_VALUE;
            case ALLOCATED -> Math.min(endNanos - nowNanos, refreshNanos - nowNanos);
            case ALLOCATING, RELEASING -> endNanos - nowNanos;
        };
    }

    /** A permission or channel met 437: either it overtook the Allocate, or all is lost. */
    void onMismatch(long nowNanos) {
        probe(nowNanos);
    }

    /** The link could not be made, or has broken; a stream takes its allocation with it. */
    void onLinkDown(RelayFailure failure, long nowNanos) {
        mayExist = false;
        if (state == State.RELEASING) {
            finish();
        } else {
            fail(state == State.ALLOCATED ? RelayFailure.LOST : failure, nowNanos);
        }
    }

    void close(long nowNanos) {
        if (!isEnding()) {
            end(nowNanos);
        }
    }

    private void fail(RelayFailure failure, long nowNanos) {
        if (!isEnding()) {
            end(nowNanos);
            effects.onFailed(failure);
        }
    }

    private void end(long nowNanos) {
        boolean halfWay = state == State.ALLOCATING && transactions.isPending(allocate);
        state = State.RELEASING;
        client.onEnding();
        transactions.clear();
        endNanos = nowNanos + RELEASE_NANOS;
        if (!mayExist || !authentication.isReady()) {
            endNanos = nowNanos; // the next onTime finishes, when the caller is done
            return;
        }
        transactions.begin(new ReleaseRequest(), nowNanos);
        if (halfWay) {
            transactions.listen(allocate, endNanos);
        }
    }

    private void finish() {
        state = State.ENDED;
        transactions.clear();
        authentication.destroy();
        effects.onReleased();
    }

    private void allocated(StunMessage response, long nowNanos) {
        InetSocketAddress relayed = response.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        InetSocketAddress mapped = response.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS);
        if (relayed == null || mapped == null || !isUsable(relayed)) {
            fail(RelayFailure.REFUSED, nowNanos);
            return;
        }
        state = State.ALLOCATED;
        prolong(response, nowNanos);
        effects.onAllocated(relayed, mapped);
        if (state == State.ALLOCATED) { // unless that was not what was wanted
            client.onAllocated(timings.permissionAt(lifetimeSeconds), nowNanos);
        }
    }

    private boolean isUsable(InetSocketAddress relayed) {
        return (family == null || family.matches(relayed.getAddress()))
                && relayed.getPort() != 0
                && !relayed.getAddress().isAnyLocalAddress()
                && !relayed.getAddress().isMulticastAddress();
    }

    private void prolong(StunMessage response, long nowNanos) {
        long granted = response.uint32(StunAttribute.LIFETIME);
        if (granted > 0) {
            lifetimeSeconds = granted;
        }
        endNanos = nowNanos + Duration.ofSeconds(lifetimeSeconds).toNanos();
        refreshNanos = nowNanos + TurnTimings.refreshAfter(lifetimeSeconds);
        retryNanos = FIRST_RETRY_NANOS;
    }

    private final class AllocateRequest extends TurnRequest {
        AllocateRequest() {
            super(StunMethod.ALLOCATE);
        }

        @Override
        void write(StunWriter writer) {
            writer.uint32(StunAttribute.REQUESTED_TRANSPORT, UDP);
            if (family == AddressFamily.IPV6) {
                writer.uint32(StunAttribute.REQUESTED_ADDRESS_FAMILY, (long) family.number() << 24);
            }
        }

        @Override
        void onSent(long nowNanos) {
            if (signed && state == State.ALLOCATING) {
                mayExist = true;
                client.onAllocateSigned(nowNanos);
            }
        }

        @Override
        void onSuccess(StunMessage response, long nowNanos) {
            if (state == State.ALLOCATING) {
                allocated(response, nowNanos);
            } else if (state == State.RELEASING) {
                transactions.begin(new ReleaseRequest(), nowNanos); // the first came too early
            }
        }

        @Override
        void onFailure(TurnError error, long nowNanos) {
            if (state != State.ALLOCATING) {
                return;
            }
            mayExist = error.code() == TurnError.SILENCE && mayExist;
            if (error.code() == TurnError.ALLOCATION_MISMATCH && sockets < MAX_SOCKETS) {
                effects.onSocketTaken();
                return;
            }
            InetSocketAddress alternate = error.alternate();
            if (error.code() == TurnError.TRY_ALTERNATE && alternate != null) {
                effects.onRedirected(alternate);
            }
            fail(error.toAllocate(), nowNanos);
        }
    }

    /** Prolongs the allocation. */
    private final class RefreshRequest extends TurnRequest {
        RefreshRequest() {
            super(StunMethod.REFRESH);
        }

        @Override
        void write(StunWriter writer) {}

        @Override
        boolean isVital() {
            return true;
        }

        @Override
        int sendsOf(TurnTimings any) {
            return REFRESH_SENDS;
        }

        @Override
        void onSuccess(StunMessage response, long nowNanos) {
            prolong(response, nowNanos);
            client.onAllocated(timings.permissionAt(lifetimeSeconds), nowNanos);
        }

        @Override
        void onFailure(TurnError error, long nowNanos) {
            switch (error.code()) {
                case TurnError.SILENCE, TurnError.ALLOCATION_MISMATCH -> {
                    mayExist = error.code() == TurnError.SILENCE;
                    fail(RelayFailure.LOST, nowNanos);
                }
                case TurnError.UNAUTHENTICATED, TurnError.WRONG_CREDENTIALS ->
                        fail(RelayFailure.UNAUTHORIZED, nowNanos);
                default -> {
                    refreshNanos = nowNanos + retryNanos; // it lives on until it expires
                    retryNanos *= 2;
                }
            }
        }
    }

    /** Ends the allocation: a lifetime of zero. */
    private final class ReleaseRequest extends TurnRequest {
        ReleaseRequest() {
            super(StunMethod.REFRESH);
        }

        @Override
        void write(StunWriter writer) {
            writer.uint32(StunAttribute.LIFETIME, 0);
        }

        @Override
        int sendsOf(TurnTimings any) {
            return RELEASE_SENDS;
        }

        @Override
        void onSuccess(StunMessage response, long nowNanos) {
            finishUnlessAllocating();
        }

        @Override
        void onFailure(TurnError error, long nowNanos) {
            finishUnlessAllocating();
        }

        private void finishUnlessAllocating() {
            if (!transactions.isPending(allocate)) {
                finish();
            }
        }
    }
}
