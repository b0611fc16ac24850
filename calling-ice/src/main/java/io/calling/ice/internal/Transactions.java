package io.calling.ice.internal;

import io.calling.ice.net.Network;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that wait for their answer. Retransmission is on the network's timers, and identifiers
 * come from its randomness. Owned by the loop.
 */
final class Transactions {
    /** Below the 500 ms of RFC 8445, 14.3, as real stacks do; doubles up to the maximum. */
    private static final long FIRST_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private static final long LAST_INTERVAL_NANOS = Duration.ofMillis(1600).toNanos();

    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();

    /** More than a session ever has: pairs are capped, and each has one check. */
    private static final int MAXIMUM = 512;

    private final Network network;
    private final CheckOutput output;
    private final Map<TransactionId, Pending> pending = new HashMap<>();

    Transactions(Network network, CheckOutput output) {
        this.network = network;
        this.output = output;
    }

    /** An identifier of 96 random bits. */
    TransactionId newId() {
        byte[] random = new byte[TransactionId.BYTES];
        network.randomBytes(random);
        return TransactionId.of(random);
    }

    /** Sends until an answer comes, or it is cancelled: for checks. */
    void repeat(TransactionId id, Check check) {
        Pending entry = admit(id, check);
        if (entry != null) {
            transmit(entry, FIRST_INTERVAL_NANOS);
        }
    }

    /** Sends once, and waits {@code patienceNanos} for the answer: for consent (RFC 7675, 5.1). */
    void once(TransactionId id, Check check, long patienceNanos) {
        Pending entry = admit(id, check);
        if (entry != null) {
            entry.timer = network.schedule(patienceNanos, () -> pending.remove(id));
            send(check);
        }
    }

    private @Nullable Pending admit(TransactionId id, Check check) {
        if (pending.size() >= MAXIMUM) {
            return null;
        }
        Pending entry = new Pending(check);
        pending.put(id, entry);
        return entry;
    }

    private void transmit(Pending entry, long intervalNanos) {
        long next = Math.min(2 * intervalNanos, LAST_INTERVAL_NANOS);
        entry.timer = network.schedule(intervalNanos, () -> transmit(entry, next));
        send(entry.check);
    }

    private void send(Check check) {
        output.send(
                check.base(),
                check.remote(),
                check.datagram(),
                CheckWriter.HEADROOM,
                check.datagram().length - CheckWriter.HEADROOM);
    }

    /**
     * Hands an authentic answer to whom it belongs.
     *
     * @return false where nobody asked, or it came from elsewhere than the question went to (RFC
     *     8445, 7.2.5.2.1)
     */
    boolean answer(StunMessage response, InetSocketAddress base, InetSocketAddress remote) {
        TransactionId id = response.transactionId();
        Pending entry = pending.get(id);
        if (entry == null
                || !entry.check.base().equals(base)
                || !entry.check.remote().equals(remote)) {
            return false;
        }
        cancel(id);
        entry.check.answered().accept(response);
        return true;
    }

    /**
     * Stops sending, and goes on waiting for a while (RFC 8445, 7.3.1.4: "the agent will not
     * retransmit the Binding requests associated with the connectivity-check transaction", yet
     * "will wait the duration of the transaction timeout for a response").
     */
    void quieten(TransactionId id) {
        Pending entry = pending.get(id);
        if (entry != null) {
            entry.stop();
            entry.timer = network.schedule(QUIET_NANOS, () -> pending.remove(id));
        }
    }

    /** Forgets a check; its answer will be foreign. */
    void cancel(TransactionId id) {
        Pending entry = pending.remove(id);
        if (entry != null) {
            entry.stop();
        }
    }

    /** Forgets all. */
    void clear() {
        pending.values().forEach(Pending::stop);
        pending.clear();
    }

    /** The checks that wait. */
    int size() {
        return pending.size();
    }

    /** A check as it travels, and who wants its answer; not a record, for the bytes are shared. */
    static final class Check {
        private final InetSocketAddress base;
        private final InetSocketAddress remote;
        private final byte[] datagram;
        private final Consumer<StunMessage> answered;

        Check(
                InetSocketAddress base,
                InetSocketAddress remote,
                byte[] datagram,
                Consumer<StunMessage> answered) {
            this.base = base;
            this.remote = remote;
            this.datagram = datagram;
            this.answered = answered;
        }

        InetSocketAddress base() {
            return base;
        }

        InetSocketAddress remote() {
            return remote;
        }

        byte[] datagram() {
            return datagram;
        }

        Consumer<StunMessage> answered() {
            return answered;
        }
    }

    private static final class Pending {
        private final Check check;
        private Network.@Nullable Timer timer;

        Pending(Check check) {
            this.check = check;
        }

        void stop() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
