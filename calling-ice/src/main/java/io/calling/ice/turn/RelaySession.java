package io.calling.ice.turn;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay at one address: joins the machine, its link and its timer. The machine is the loop's;
 * datagrams to open peers are sent by whatever thread comes with them.
 */
final class RelaySession implements RelayAllocation, LinkEvents, TurnEffects {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);

    private final Network network;
    private final InetSocketAddress relay;
    private final RelayServer server;
    private final Route route;
    private final Owner owner;
    private final TurnClient client;
    private final long giveUpNanos;

    /** Datagrams on their way to the loop, to be held there. */
    private final AtomicInteger handedOver = new AtomicInteger();

    private volatile @Nullable TurnLink link;
    private volatile @Nullable Addresses addresses;
    private volatile boolean closed;
    private final Network.Alarm timer; // loop only, as its time
    private boolean timing;
    private long timerNanos;

    /** Relayed and mapped address, which come together. */
    private record Addresses(InetSocketAddress relayed, InetSocketAddress mapped) {}

    /** Told what happens; on the loop. */
    interface Owner extends Listener {
        /** The relay names another server; {@link #onLost} follows. */
        void onRedirected(InetSocketAddress alternate);
    }

    RelaySession(
            Network network,
            RelayServer server,
            InetSocketAddress relay,
            @Nullable AddressFamily family,
            Route route,
            TurnTimings timings,
            long giveUpNanos,
            Owner owner) {
        this.network = network;
        this.relay = relay;
        this.server = server;
        this.route = route;
        this.giveUpNanos = giveUpNanos;
        this.owner = owner;
        this.client =
                new TurnClient(
                        timings,
                        server.uri().transport().isReliable(),
                        family,
                        new TurnAuthentication(server.username(), server.password()),
                        network::randomBytes,
                        this);
        this.timer = network.alarm(this::onTimer);
    }

    /** Opens the link; the machine starts when it is up. Loop only. */
    void start() {
        if (closed) {
            return;
        }
        try {
            link = TurnLinks.open(network, server, relay, route, this);
        } catch (IOException e) {
            LOG.debug("No socket to the relay: {}", e.getClass().getName());
            onLinkDown(RelayFailure.UNREACHABLE);
        }
    }

    @Override
    public void onLinkUp() {
        client.start(giveUpNanos, network.nanoTime());
        reschedule();
    }

    @Override
    public void onLinkDown(RelayFailure failure) {
        client.onLinkDown(failure, network.nanoTime());
        reschedule();
    }

    @Override
    public void onMessage(byte[] buffer, int offset, int length) {
        if (client.onPacket(buffer, offset, length, network.nanoTime())) {
            reschedule();
        }
    }

    private void onTimer() {
        timing = false;
        client.onTime(network.nanoTime());
        reschedule();
    }

    /** Keeps an earlier timer: it finds nothing to do, and sets the later one. */
    private void reschedule() {
        long nowNanos = network.nanoTime();
        long nanos = client.nanosToNext(nowNanos);
        boolean early = timing && timerNanos - nowNanos <= nanos;
        if (nanos == Long.MAX_VALUE || early) {
            return;
        }
        timing = true;
        timerNanos = nowNanos + nanos;
        timer.set(nanos);
    }

    private void onLoop(Runnable step) {
        network.execute(
                () -> {
                    step.run();
                    reschedule();
                });
    }

    @Override
    public InetSocketAddress relayedAddress() {
        return allocated().relayed();
    }

    @Override
    public InetSocketAddress mappedAddress() {
        return allocated().mapped();
    }

    @Override
    public InetSocketAddress serverAddress() {
        return relay;
    }

    private Addresses allocated() {
        Addresses current = addresses;
        if (current == null) {
            throw new IllegalStateException("there is no allocation yet");
        }
        return current;
    }

    @Override
    public void permit(InetSocketAddress peer) {
        onLoop(() -> client.permit(peer, network.nanoTime()));
    }

    @Override
    public void prefer(InetSocketAddress peer) {
        onLoop(() -> client.prefer(peer, network.nanoTime()));
    }

    @Override
    public boolean send(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        TurnPeer known = client.peer(peer);
        TurnLink current = link;
        if (known != null && known.isOpen() && current != null) {
            return known.send(current, buffer, offset, length);
        }
        return hold(peer, buffer, offset, length);
    }

    private boolean hold(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        if (closed) {
            return false;
        }
        if (handedOver.incrementAndGet() > TurnPeers.MAX_HELD) {
            handedOver.decrementAndGet();
            return false;
        }
        byte[] datagram = new byte[HEADROOM + length];
        System.arraycopy(buffer, offset, datagram, HEADROOM, length);
        onLoop(
                () -> {
                    handedOver.decrementAndGet();
                    client.hold(peer, datagram, network.nanoTime());
                });
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onLoop(() -> client.close(network.nanoTime()));
        }
    }

    // What the machine wants done; on the loop.

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        TurnLink current = link;
        return current != null && current.send(buffer, offset, length);
    }

    @Override
    public void onAllocated(InetSocketAddress relayed, InetSocketAddress mapped) {
        addresses = new Addresses(relayed, mapped);
        tell(() -> owner.onAllocated(this));
    }

    @Override
    public void onData(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        if (!closed) {
            owner.onData(peer, buffer, offset, length);
        }
    }

    @Override
    public void onSilence(boolean silent) {
        tell(() -> owner.onSilence(silent));
    }

    @Override
    public void onSocketTaken() {
        closeLink();
        start();
    }

    @Override
    public void onRedirected(InetSocketAddress alternate) {
        tell(() -> owner.onRedirected(alternate));
    }

    @Override
    public void onFailed(RelayFailure failure) {
        tell(
                () -> {
                    closed = true;
                    owner.onLost(failure);
                });
    }

    @Override
    public void onReleased() {
        closeLink();
    }

    private void closeLink() {
        TurnLink current = link;
        link = null;
        if (current != null) {
            current.close();
        }
    }

    /** A listener that throws must not stop the machine half-way. */
    private void tell(Runnable call) {
        if (closed) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A listener threw {}", e.getClass().getName());
        }
    }
}
