package io.calling.ice;

import io.calling.ice.net.Network;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks one STUN server of the application's which address it sees (RFC 8489, 6.2.1), a few times at
 * doubling intervals. Owned by the loop.
 */
final class ReflexiveQuery implements AutoCloseable {
    private static final long FIRST_INTERVAL_NANOS = Duration.ofMillis(250).toNanos();
    private static final int ATTEMPTS = 5;

    private final Network network;
    private final GuardedSocket socket;
    private final InetSocketAddress server;
    private final Consumer<@Nullable InetSocketAddress> done;
    private final TransactionId id;
    private Network.@Nullable Timer timer;
    private int attempts;
    private boolean finished;

    /**
     * A query that has not started.
     *
     * @param done hears of the address once, or of null where none was learnt
     */
    ReflexiveQuery(
            Network network,
            GuardedSocket socket,
            InetSocketAddress server,
            Consumer<@Nullable InetSocketAddress> done) {
        this.network = network;
        this.socket = socket;
        this.server = server;
        this.done = done;
        byte[] random = new byte[TransactionId.BYTES];
        network.randomBytes(random);
        this.id = TransactionId.of(random);
    }

    void ask() {
        if (attempts == ATTEMPTS) {
            finish(null);
            return;
        }
        timer = network.schedule(FIRST_INTERVAL_NANOS << attempts, this::ask);
        attempts++;
        StunWriter request =
                new StunWriter(64).begin(StunClass.REQUEST, StunMethod.BINDING, id).fingerprint();
        socket.permit(server);
        socket.send(server, request.buffer(), request.offset(), request.length());
    }

    /** Who is asked. */
    InetSocketAddress server() {
        return server;
    }

    boolean isFinished() {
        return finished;
    }

    /** Takes a datagram if it is the server's answer. */
    boolean take(InetSocketAddress from, byte[] buffer, int offset, int length) {
        StunMessage message = new StunMessage();
        if (!from.equals(server)
                || message.wrap(buffer, offset, length) != StunValidity.VALID
                || !message.transactionId().equals(id)) {
            return false;
        }
        if (message.is(StunClass.SUCCESS, StunMethod.BINDING)) {
            finish(message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS));
        }
        return true;
    }

    private void finish(@Nullable InetSocketAddress mapped) {
        if (!finished) {
            close();
            done.accept(mapped);
        }
    }

    @Override
    public void close() {
        finished = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
