package io.calling.testkit.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a relay does wrong, on command. Each fault lasts until {@link #none}; several add up. Takes
 * effect with the next packet; may be called from any thread.
 */
public final class RelayFaults {
    volatile boolean silent;
    volatile boolean garbage;
    volatile int refusal;
    volatile @Nullable InetSocketAddress alternate;
    volatile int permissionRefusal;
    volatile @Nullable Predicate<byte[]> flipped;
    volatile double dropped;
    volatile Duration delay = Duration.ZERO;
    volatile Duration answerDelay = Duration.ZERO;
    private final AtomicInteger permissionDrops = new AtomicInteger();
    private final AtomicInteger expiries = new AtomicInteger();
    private final AtomicInteger staleNonces = new AtomicInteger();

    RelayFaults() {}

    /** Works again. What was lost stays lost. */
    public void none() {
        silent = false;
        garbage = false;
        refusal = 0;
        alternate = null;
        permissionRefusal = 0;
        flipped = null;
        dropped = 0;
        delay = Duration.ZERO;
        answerDelay = Duration.ZERO;
    }

    /** Neither answers nor relays any more. */
    public void silence() {
        silent = true;
    }

    /** Answers each request with random bytes. */
    public void garbage() {
        garbage = true;
    }

    /**
     * Refuses each Allocate and each Refresh.
     *
     * @param errorCode 400 to 699
     */
    public void refuse(int errorCode) {
        refusal = checked(errorCode);
    }

    private static int checked(int errorCode) {
        if (errorCode < 400 || errorCode > 699) {
            throw new IllegalArgumentException("not a STUN error code: " + errorCode);
        }
        return errorCode;
    }

    /** Sends each client that allocates elsewhere (300, ALTERNATE-SERVER). */
    public void moveTo(InetSocketAddress other) {
        alternate = other;
    }

    /** Forgets every permission and channel there is; new ones are granted. */
    public void dropPermissions() {
        permissionDrops.incrementAndGet();
    }

    /** Refuses each CreatePermission and ChannelBind with 403. */
    public void refusePermissions() {
        refusePermissions(403);
    }

    /**
     * Refuses each CreatePermission and ChannelBind.
     *
     * @param errorCode 400 to 699
     */
    public void refusePermissions(int errorCode) {
        permissionRefusal = checked(errorCode);
    }

    /** Ends every allocation, as if its lifetime were over. */
    public void expireAllocations() {
        expiries.incrementAndGet();
    }

    /** Answers the next use of each nonce given out so far with 438. */
    public void expireNonces() {
        staleNonces.incrementAndGet();
    }

    /** Flips one byte in the middle of each relayed datagram. */
    public void flipOneByte() {
        flipOneByteOf(data -> true);
    }

    /** Flips one byte in the middle of each relayed datagram that fits. */
    public void flipOneByteOf(Predicate<byte[]> fits) {
        flipped = fits;
    }

    /**
     * Drops relayed datagrams at random.
     *
     * @param share 0 to 1
     */
    public void drop(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1: " + share);
        }
        dropped = share;
    }

    /** Holds each relayed datagram up. */
    public void delay(Duration time) {
        delay = time;
    }

    /** Holds each answer up, and each relayed datagram, as a relay does that is overloaded. */
    public void slow(Duration time) {
        answerDelay = time;
        delay = time;
    }

    boolean takePermissionDrop() {
        return permissionDrops.getAndSet(0) > 0;
    }

    boolean takeExpiry() {
        return expiries.getAndSet(0) > 0;
    }

    boolean takeStaleNonces() {
        return staleNonces.getAndSet(0) > 0;
    }
}
