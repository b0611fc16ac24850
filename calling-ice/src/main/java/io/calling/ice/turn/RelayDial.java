package io.calling.ice.turn;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One relay at all of its addresses: looks its name up, tries the addresses one a quarter second
 * behind the other (RFC 8305), and stays with the first that allocates.
 */
final class RelayDial implements RelayAllocation {
    private static final long ATTEMPT_DELAY_NANOS = Duration.ofMillis(250).toNanos();
    private static final Duration EXPIRY_WARNING = Duration.ofMinutes(1);
    private static final int MAX_ADDRESSES = 6;
    private static final int MAX_REDIRECTS = 2;

    private final Network network;
    private final RelayServer server;
    private final Route route;
    private final TurnTimings timings;
    private final Listener listener;
    private final Set<InetSocketAddress> permitted = ConcurrentHashMap.newKeySet();

    // Loop only.
    private final Set<InetAddress> resolved = new HashSet<>();
    private final Queue<InetAddress> untried = new ArrayDeque<>();
    private final List<RelaySession> trying = new ArrayList<>();
    private Network.@Nullable Timer timer;
    private @Nullable AddressFamily family;
    private int redirects;
    private long giveUpNanos;
    private RelayFailure failure = RelayFailure.UNREACHABLE;

    private volatile @Nullable RelaySession winner;
    private volatile boolean closed;

    RelayDial(
            Network network,
            RelayServer server,
            Route route,
            TurnTimings timings,
            Listener listener) {
        this.network = network;
        this.server = server;
        this.family = server.family().orElse(null);
        this.route = route;
        this.timings = timings;
        this.listener = listener;
    }

    void start() {
        network.execute(
                () -> {
                    giveUpNanos = network.nanoTime() + timings.allocate();
                    timer = network.schedule(timings.allocate(), this::giveUp);
                    addressesOf(server.uri().host()).whenComplete(this::onResolved);
                });
    }

    /** A literal is nobody's name, so no resolver hears of it. */
    private CompletionStage<List<InetAddress>> addressesOf(String host) {
        InetAddress literal = IpLiteral.parse(host);
        return literal == null
                ? network.resolve(host)
                : CompletableFuture.completedFuture(List.of(literal));
    }

    private void onResolved(@Nullable List<InetAddress> found, @Nullable Throwable unknown) {
        if (closed) {
            return;
        }
        if (found != null) {
            DialOrder.of(found, route).stream().limit(MAX_ADDRESSES).forEach(untried::add);
            resolved.addAll(untried);
        }
        tryNext();
    }

    /** Starts the next attempt, and the clock for the one behind it. */
    private void tryNext() {
        InetAddress next = untried.poll();
        if (next != null) {
            tryAddress(new InetSocketAddress(next, server.uri().port()));
            setTimer(untried.isEmpty() ? remainingNanos() : ATTEMPT_DELAY_NANOS);
        } else if (trying.isEmpty()) {
            giveUp();
        }
    }

    private void tryAddress(InetSocketAddress relay) {
        listener.onAsking(relay);
        Attempt attempt = new Attempt(relay);
        RelaySession session =
                new RelaySession(
                        network, server, relay, family, route, timings, giveUpNanos, attempt);
        attempt.session = session;
        trying.add(session);
        permitted.forEach(session::permit);
        session.start();
    }

    /**
     * A relay may send us to another of its own addresses, or another port there. Elsewhere is
     * nowhere: the application did not list it.
     */
    private void follow(InetSocketAddress alternate) {
        if (resolved.contains(alternate.getAddress()) && redirects < MAX_REDIRECTS) {
            redirects++;
            tryAddress(alternate);
        }
    }

    private long remainingNanos() {
        return giveUpNanos - network.nanoTime();
    }

    private void setTimer(long nanos) {
        cancelTimer();
        if (winner == null && !closed) {
            timer = network.schedule(nanos, this::onTimer);
        }
    }

    private void onTimer() {
        if (untried.isEmpty()) {
            giveUp();
        } else {
            tryNext();
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void giveUp() {
        if (winner == null && !closed) {
            closed = true;
            stopTrying();
            listener.onLost(failure);
        }
    }

    /** Credentials that live for less than two warnings are replaced at half-time. */
    private void warnBefore(Instant expiry) {
        Duration left = Duration.between(network.now(), expiry);
        if (left.isNegative()) {
            return; // the relay takes them all the same: one of the clocks is wrong
        }
        Duration half = left.dividedBy(2);
        Duration ahead = half.compareTo(EXPIRY_WARNING) < 0 ? half : EXPIRY_WARNING;
        timer = network.schedule(left.minus(ahead).toNanos(), this::warn);
    }

    private void warn() {
        if (!closed) {
            listener.onExpiring();
        }
    }

    /** Closes every attempt but the winner's. */
    private void stopTrying() {
        cancelTimer();
        untried.clear();
        for (RelaySession session : trying) {
            if (session != winner) {
                session.close();
            }
        }
        trying.clear();
    }

    private RelaySession allocated() {
        RelaySession current = winner;
        if (current == null) {
            throw new IllegalStateException("there is no allocation yet");
        }
        return current;
    }

    @Override
    public InetSocketAddress relayedAddress() {
        return allocated().relayedAddress();
    }

    @Override
    public InetSocketAddress mappedAddress() {
        return allocated().mappedAddress();
    }

    @Override
    public InetSocketAddress serverAddress() {
        return allocated().serverAddress();
    }

    @Override
    public void permit(InetSocketAddress peer) {
        RelaySession current = winner;
        if (current != null) {
            current.permit(peer);
        } else if (permitted.size() < TurnPeers.MAX_PEERS) {
            permitted.add(peer);
            network.execute(() -> permitAtAll(peer));
        }
    }

    private void permitAtAll(InetSocketAddress peer) {
        trying.forEach(session -> session.permit(peer));
        RelaySession current = winner;
        if (current != null) {
            current.permit(peer);
        }
    }

    @Override
    public void prefer(InetSocketAddress peer) {
        RelaySession current = winner;
        if (current != null) {
            current.prefer(peer);
        }
    }

    @Override
    public boolean send(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        RelaySession current = winner;
        return current != null && current.send(peer, buffer, offset, length);
    }

    @Override
    public void close() {
        closed = true;
        network.execute(
                () -> {
                    stopTrying();
                    RelaySession current = winner;
                    if (current != null) {
                        current.close();
                    }
                });
    }

    /** What one attempt tells. */
    private final class Attempt implements RelaySession.Owner {
        private final InetSocketAddress relay;
        private @Nullable RelaySession session;

        Attempt(InetSocketAddress relay) {
            this.relay = relay;
        }

        @Override
        public void onAllocated(RelayAllocation allocation) {
            if (closed || winner != null) {
                allocation.close();
                return;
            }
            winner = session;
            stopTrying();
            server.expiresAt().ifPresent(RelayDial.this::warnBefore);
            listener.onAllocated(RelayDial.this);
        }

        @Override
        public void onData(InetSocketAddress peer, byte[] buffer, int offset, int length) {
            if (!closed) {
                listener.onData(peer, buffer, offset, length);
            }
        }

        @Override
        public void onSilence(boolean silent) {
            listener.onSilence(silent);
        }

        @Override
        public void onRedirected(InetSocketAddress alternate) {
            if (!closed && winner == null) {
                follow(alternate);
            }
        }

        @Override
        public void onLost(RelayFailure lost) {
            if (closed) {
                return;
            }
            if (session == winner && session != null) {
                closed = true;
                cancelTimer();
                listener.onLost(lost);
                return;
            }
            trying.remove(session);
            failure = lost == RelayFailure.UNREACHABLE ? failure : lost;
            if (lost == RelayFailure.UNSUPPORTED && family == null) {
                family = AddressFamily.IPV6; // a relay that has no IPv4 address says so: 440
                tryAddress(relay);
            } else {
                tryNext();
            }
        }
    }
}
