package io.calling.ice;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayFailure;
import io.calling.ice.turn.RelayServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the application's relays for addresses, all at once; the quickest win, one for each host and
 * family, and the rest is released. Only those over TLS are asked a little ahead of others, for
 * they show an observer less. Owned by the loop.
 */
final class Gathering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /** A relay in use, and one on another host to fall back on. */
    private static final int MAXIMUM_KEPT = 2;

    /** Relays of a longer list are not asked. */
    private static final int MAXIMUM_ASKED = 6;

    /** How long a second relay may take, once there is a first. */
    private static final long SETTLE_NANOS = Duration.ofMillis(500).toNanos();

    /** How far relays over TLS are ahead of the others. */
    private static final long HEAD_START_NANOS = Duration.ofMillis(500).toNanos();

    /** How long none may answer until their names are looked up afresh. */
    private static final long DOUBT_NANOS = Duration.ofSeconds(3).toNanos();

    /** What comes of it; on the loop. */
    interface Listener {
        /** The name of a relay is looked up afresh, since nothing answers. */
        void onLookUp(String host);

        /** A relay is about to be asked at this address. */
        void onAsking(InetSocketAddress relay);

        /** A relay has said which address of ours it sees, whether its own is used or not. */
        void onAllocated(RelayAllocation allocation);

        /** A relay was asked at this address, and has not said which address of ours it saw. */
        void onAskedInVain(InetSocketAddress relay);

        /** An address at a relay; false where the application refuses it. */
        boolean onGathered(RelayBase base);

        void onDatagram(Base base, InetSocketAddress remote, byte[] buffer, int offset, int length);

        /** The relay says nothing, or speaks again. */
        void onSilence(RelayBase base, boolean silent);

        void onLost(RelayBase base);

        /** The credentials of a relay will not be good for long. */
        void onExpiring();

        /** Nothing more will come. */
        void onSettled(boolean any, IceFailure reasonIfNone);
    }

    /** Makes an allocation: {@code RelayClient::allocate}, or something else in tests. */
    @FunctionalInterface
    interface Relays {
        RelayAllocation allocate(
                Network network,
                RelayServer server,
                Route route,
                RelayAllocation.Listener listener);
    }

    private final Network network;
    private final Relays relays;
    private final Route route;
    private final LocalCandidates candidates;
    private final OwnAddresses own;
    private final Listener listener;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Set<IceFailure> reasons = EnumSet.noneOf(IceFailure.class);
    private Network.@Nullable Timer settleTimer;
    private final SecondLook secondLook;
    private final Set<String> provedHosts = new HashSet<>();
    private List<RelayServer> asked = List.of();
    private Network.@Nullable Timer headStart;
    private Network.@Nullable Timer doubt;
    private boolean settled;

    Gathering(
            Network network,
            Relays relays,
            Route route,
            LocalCandidates candidates,
            OwnAddresses own,
            Listener listener) {
        this.network = network;
        this.relays = relays;
        this.route = route;
        this.candidates = candidates;
        this.own = own;
        this.listener = listener;
        this.secondLook = new SecondLook(network, listener::onLookUp, this::onMoved);
    }

    void start(List<RelayServer> servers) {
        asked = servers.subList(0, Math.min(servers.size(), MAXIMUM_ASKED));
        doubt = network.schedule(DOUBT_NANOS, this::lookAgain);
        ask(asked);
    }

    private void ask(List<RelayServer> servers) {
        List<Attempt> fresh = servers.stream().map(Attempt::new).toList();
        attempts.addAll(fresh);
        if (fresh.stream().anyMatch(Attempt::isSecure)) {
            cancel(headStart);
            headStart = network.schedule(HEAD_START_NANOS, this::startRest);
            fresh.stream().filter(Attempt::isSecure).forEach(Attempt::start);
        } else {
            startRest();
        }
    }

    /** Asks those that had to wait, but for hosts that have given an address already. */
    private void startRest() {
        cancel(headStart);
        for (Attempt attempt : List.copyOf(attempts)) {
            if (attempt.isWaiting() && !settled) {
                if (attempts.stream().anyMatch(attempt::isRivalOf)) {
                    drop(attempt);
                } else {
                    attempt.start();
                }
            }
        }
    }

    /**
     * A relay that proved who it is, were it to refuse, stands where its name leads. Anybody whom a
     * forged name leads to can refuse without a proof.
     */
    private void lookAgain() {
        boolean any = attempts.stream().anyMatch(attempt -> attempt.base != null);
        if (!settled && !any) {
            secondLook.look(
                    asked.stream()
                            .filter(server -> !provedHosts.contains(server.uri().host()))
                            .toList());
        }
    }

    private void onMoved(List<RelayServer> servers) {
        if (!settled) {
            ask(servers);
            settleIfDone();
        }
    }

    /** There is nobody to ask. */
    void fail(IceFailure reason) {
        reasons.add(reason);
        settle();
    }

    /** What it has that is not lost. */
    List<Base> bases() {
        List<Base> bases = new ArrayList<>();
        for (Attempt attempt : attempts) {
            if (attempt.base != null) {
                bases.add(attempt.base);
            }
        }
        return bases;
    }

    boolean isSettled() {
        return settled;
    }

    /** Takes what there is; for the deadline. */
    void settle() {
        if (settled) {
            return;
        }
        settled = true;
        cancel(doubt);
        attempts.stream().filter(attempt -> attempt.base == null).forEach(Attempt::release);
        attempts.removeIf(attempt -> attempt.base == null);
        listener.onSettled(!attempts.isEmpty(), reason());
    }

    /** The reason that says most: what the application can mend comes first. */
    private IceFailure reason() {
        if (reasons.contains(IceFailure.RELAY_EXPOSES_YOU)) {
            return IceFailure.RELAY_EXPOSES_YOU;
        }
        if (reasons.contains(IceFailure.NO_RELAY_CONFIGURED)) {
            return IceFailure.NO_RELAY_CONFIGURED;
        }
        return reasons.contains(IceFailure.RELAY_UNAUTHORIZED)
                ? IceFailure.RELAY_UNAUTHORIZED
                : IceFailure.RELAY_UNREACHABLE;
    }

    private void keep() {
        if (settleTimer == null) {
            settleTimer = network.schedule(SETTLE_NANOS, this::settle);
        }
        startRest();
        settleIfDone();
    }

    private void drop(Attempt attempt) {
        attempts.remove(attempt);
        attempt.release();
        settleIfDone();
    }

    private void settleIfDone() {
        if (attempts.stream().allMatch(attempt -> attempt.base != null || attempt.isWaiting())) {
            startRest();
        }
        if (attempts.isEmpty()) {
            lookAgain();
        }
        if (attempts.isEmpty() && secondLook.isPending()) {
            return;
        }
        if (attempts.stream().allMatch(attempt -> attempt.base != null || isServed(attempt))) {
            settle();
        }
    }

    /** Whether there are enough addresses of the kind that an attempt is after. */
    private boolean isServed(Attempt attempt) {
        return attempts.stream()
                        .filter(other -> other.base != null && other.isLike(attempt))
                        .count()
                >= MAXIMUM_KEPT;
    }

    /**
     * A relay on this host, or behind our own public address, gives an address that says as much as
     * ours. One at home may see us at a private address; that its own is ours, another relay tells,
     * at once or only when it was taken.
     */
    private void dropExposing() {
        for (Attempt attempt : List.copyOf(attempts)) {
            RelayBase exposing = attempt.base;
            if (exposing != null && own.areToldBy(exposing.address().getAddress())) {
                reasons.add(IceFailure.RELAY_EXPOSES_YOU);
                attempts.remove(attempt);
                attempt.release();
                listener.onLost(exposing);
            }
        }
    }

    @Override
    public void close() {
        settled = true;
        cancel(settleTimer);
        cancel(headStart);
        cancel(doubt);
        List.copyOf(attempts).forEach(Attempt::release);
        attempts.clear();
    }

    private static void cancel(Network.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** One relay, from the question to the end of the allocation. */
    private final class Attempt implements RelayAllocation.Listener {
        private final RelayServer server;
        private final Set<InetSocketAddress> unanswered = new LinkedHashSet<>();
        private @Nullable RelayAllocation allocation;
        private @Nullable RelayBase base;

        Attempt(RelayServer server) {
            this.server = server;
        }

        void start() {
            secondLook.dialling(host());
            allocation = relays.allocate(network, server, route, this);
        }

        boolean isSecure() {
            return server.uri().isSecure();
        }

        /** Which of the relays it was, as far as a log may say. */
        private String scheme() {
            return isSecure() ? "turns" : "turn";
        }

        /** Whether it has not been asked. */
        boolean isWaiting() {
            return allocation == null;
        }

        String host() {
            return server.uri().host();
        }

        void release() {
            tellUnanswered();
            if (allocation != null) {
                allocation.close();
            }
        }

        private void tellUnanswered() {
            unanswered.forEach(listener::onAskedInVain);
            unanswered.clear();
        }

        @Override
        public void onAsking(InetSocketAddress relay) {
            unanswered.add(relay);
            listener.onAsking(relay);
        }

        @Override
        public void onAllocated(RelayAllocation allocated) {
            unanswered.remove(allocated.serverAddress());
            tellUnanswered();
            listener.onAllocated(allocated);
            own.add(allocated.mappedAddress().getAddress());
            dropExposing();
            if (own.areToldBy(allocated.relayedAddress().getAddress())) {
                reasons.add(IceFailure.RELAY_EXPOSES_YOU);
                provedHosts.add(host()); // an allocation knows the password
                drop(this);
            } else if (attempts.stream().anyMatch(this::isRivalOf)) {
                drop(this);
            } else {
                offer(candidates.relayed(allocated.relayedAddress()), allocated);
            }
        }

        private void offer(Candidate candidate, RelayAllocation allocated) {
            RelayBase offered = new RelayBase(candidate, allocated, !isSecure());
            if (listener.onGathered(offered)) {
                base = offered;
                keep();
            } else {
                drop(this);
            }
        }

        private boolean isRivalOf(Attempt other) {
            return other.base != null && isLike(other) && other.host().equalsIgnoreCase(host());
        }

        /** Whether the application wants addresses of one family from both. */
        private boolean isLike(Attempt other) {
            return server.family().equals(other.server.family());
        }

        @Override
        public void onData(InetSocketAddress peer, byte[] buffer, int offset, int length) {
            if (base != null) {
                listener.onDatagram(base, peer, buffer, offset, length);
            }
        }

        @Override
        public void onSilence(boolean silent) {
            if (base != null) {
                listener.onSilence(base, silent);
            }
        }

        @Override
        public void onExpiring() {
            if (base != null) {
                listener.onExpiring();
            }
        }

        @Override
        public void onLost(RelayFailure failure) {
            attempts.remove(this);
            tellUnanswered();
            if (base != null) {
                listener.onLost(base);
            } else {
                onRefused(failure);
            }
        }

        private void onRefused(RelayFailure failure) {
            LOG.info("A relay gave no address ({}): {}", scheme(), failure);
            boolean unauthorized = failure == RelayFailure.UNAUTHORIZED;
            if (unauthorized && isSecure()) {
                provedHosts.add(host()); // by its certificate
            }
            reasons.add(
                    unauthorized ? IceFailure.RELAY_UNAUTHORIZED : IceFailure.RELAY_UNREACHABLE);
            settleIfDone();
        }
    }
}
