package io.calling.ice;

import io.calling.ice.CandidateFilter.Side;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of ours that a call has: where they come from, which of them the application
 * permits, and what is told of them. Owned by the loop.
 */
final class Bases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bases.class);

    /** Credentials are not fetched more often than this, whatever they say of their lifetime. */
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(20);

    /** What happens to them; on the loop. */
    interface Owner {
        void onBase(Base base);

        /** A candidate that the peer may learn. */
        void onCandidate(Candidate candidate);

        /** All candidates were told. */
        void onComplete();

        void onDatagram(Base base, InetSocketAddress remote, byte[] buffer, int offset, int length);

        /** The relay behind a base says nothing, or speaks again. */
        void onSilence(Base base, boolean silent);

        void onLost(Base base);

        /** Whether datagrams go from this base. */
        boolean isInUse(Base base);

        /** There is none, and none will come. */
        void onNone(IceFailure reason);
    }

    private final IceConfig config;
    private final EgressGuard guard;
    private final Gathering.Relays relays;
    private final Disclosures disclosures;
    private final Owner owner;
    private final Deadlines deadlines;
    private final LocalCandidates candidates = new LocalCandidates();
    private final OwnAddresses ownAddresses;
    private final List<Base> bases = new ArrayList<>();
    private final List<Gathering> gatherings = new ArrayList<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile @Nullable DirectGathering direct;
    private volatile boolean tightened;
    private boolean directPermitted;
    private boolean peersOfRelaysAdmitted;
    private boolean renewed;
    private boolean renewAgain;
    private boolean closed;

    /** A candidate that the peer may learn, and the base that it leads to. */
    private record Told(Base base, Candidate candidate) {}

    Bases(
            IceConfig config,
            EgressGuard guard,
            Gathering.Relays relays,
            Disclosures disclosures,
            Owner owner) {
        this.config = config;
        this.guard = guard;
        this.relays = relays;
        this.disclosures = disclosures;
        this.owner = owner;
        this.directPermitted = config.policy() == TransportPolicy.ALL;
        this.ownAddresses = new OwnAddresses(config.network()::localAddresses);
        this.deadlines = new Deadlines(config.network());
    }

    List<Base> all() {
        return bases;
    }

    /** What the peer may learn and was told of, as far as it leads to a base; any thread. */
    List<Candidate> candidates() {
        return told.stream().map(Told::candidate).toList();
    }

    /** Gathers direct candidates too from now on. */
    void permitDirect() {
        directPermitted = true;
        gatherDirect();
    }

    /** Each relay may let in what comes from its own address. */
    void admitPeersOfRelays() {
        peersOfRelaysAdmitted = true;
        bases.forEach(Bases::admitPeers);
    }

    private static void admitPeers(Base base) {
        if (base instanceof RelayBase) {
            base.permit(base.candidate().address());
        }
    }

    /** Gathers what is permitted; again, where that was done before. */
    void gather() {
        RelayProvider provider = config.relays();
        if (provider != null) {
            gatherRelayed(provider, new RelayEvents(() -> {}));
        }
        if (directPermitted) {
            gatherDirect();
        } else if (provider == null) {
            owner.onNone(IceFailure.NO_RELAY_CONFIGURED);
        }
    }

    /**
     * Gets other relays ready, on fresh credentials, before those in use run out: when that comes,
     * the call moves over.
     */
    private void renew() {
        RelayProvider provider = config.relays();
        if (provider != null && !renewed && isSettled()) {
            renewed = true;
            deadlines.after(RENEWAL_PAUSE, this::onRenewalPause);
            gatherRelayed(provider, new RelayEvents(() -> renewAgain = true));
        }
    }

    private void onRenewalPause() {
        renewed = false;
        if (renewAgain) {
            renewAgain = false;
            renew();
        }
    }

    private void gatherRelayed(RelayProvider provider, RelayEvents events) {
        Gathering gathering =
                new Gathering(guard, relays, config.route(), candidates, ownAddresses, events);
        gatherings.add(gathering);
        releaseUnused();
        deadlines.after(config.gatherDeadline(), gathering::settle);
        Network network = config.network();
        ask(provider)
                .whenComplete(
                        (servers, thrown) ->
                                network.execute(() -> start(gathering, servers, thrown)));
    }

    /** Opens a socket for each address of this host that has none, and drops those that went. */
    private void gatherDirect() {
        if (tightened) {
            return;
        }
        DirectGathering own = direct;
        if (own == null) {
            guard.permitDirect();
            own = new DirectGathering(guard, config.route(), candidates, new DirectEvents());
            direct = own;
        }
        own.gather(config.stunServers());
    }

    /** Closes every socket of our own before it returns, for good; any thread. */
    void tighten() {
        tightened = true;
        guard.forbidDirect();
        DirectGathering own = direct;
        if (own != null) {
            own.close();
        }
    }

    /** Forgets the sockets of our own, which are closed. */
    void forgetDirect() {
        direct = null;
        List<Base> gone = bases.stream().filter(HostBase.class::isInstance).toList();
        gone.forEach(this::forget);
    }

    private void forget(Base base) {
        if (bases.remove(base)) {
            told.removeIf(entry -> entry.base() == base);
            owner.onLost(base);
        }
    }

    /** Releases what an earlier round of relays left and the call does not use. */
    private void releaseUnused() {
        for (Gathering gathering : List.copyOf(gatherings)) {
            List<Base> kept = gathering.bases();
            if (gathering.isSettled() && kept.stream().noneMatch(owner::isInUse)) {
                gatherings.remove(gathering);
                gathering.close();
                kept.forEach(this::forget);
            }
        }
    }

    private static CompletionStage<List<RelayServer>> ask(RelayProvider provider) {
        try {
            return provider.relays();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void start(
            Gathering gathering, @Nullable List<RelayServer> servers, @Nullable Throwable thrown) {
        if (closed) {
            return;
        }
        if (thrown != null) {
            LOG.debug("The relay provider failed: {}", thrown.getClass().getName());
            gathering.fail(IceFailure.RELAY_UNREACHABLE);
        } else if (servers == null || servers.isEmpty()) {
            gathering.fail(IceFailure.NO_RELAY_CONFIGURED);
        } else {
            servers.forEach(server -> guard.permit(server.uri()));
            servers.forEach(server -> disclosures.approaching(server.uri()));
            gathering.start(servers);
        }
    }

    /** Tells all candidates once more, to be signaled under new credentials. */
    void tellAgain() {
        told.forEach(entry -> signal(entry.candidate()));
        if (!told.isEmpty() && isSettled()) {
            owner.onComplete();
        }
    }

    private void tell(Base base, Candidate candidate) {
        told.add(new Told(base, candidate));
        signal(candidate);
    }

    private void signal(Candidate candidate) {
        disclosures.signaled(candidate);
        owner.onCandidate(candidate);
    }

    private void add(Base base) {
        bases.add(base);
        if (peersOfRelaysAdmitted) {
            admitPeers(base);
        }
        owner.onBase(base);
        tell(base, base.candidate());
    }

    /** Whether nothing more will come, unless it is gathered again. */
    boolean isSettled() {
        DirectGathering own = direct;
        return gatherings.stream().allMatch(Gathering::isSettled)
                && (own == null || own.isSettled());
    }

    private void completeIfSettled(IceFailure reasonIfNone) {
        if (closed || !isSettled()) {
            return;
        }
        if (bases.isEmpty()) {
            owner.onNone(reasonIfNone);
        } else {
            owner.onComplete();
        }
    }

    private boolean isPermitted(Candidate candidate) {
        try {
            return config.filter().permits(Side.LOCAL, candidate);
        } catch (RuntimeException e) {
            return false; // CandidateFilter: "where one throws all the same, it is refused"
        }
    }

    @Override
    public void close() {
        closed = true;
        deadlines.close();
        gatherings.forEach(Gathering::close);
        DirectGathering own = direct;
        if (own != null) {
            own.close();
        }
        bases.clear();
        told.clear();
    }

    private final class RelayEvents implements Gathering.Listener {
        private final Runnable onNone;

        RelayEvents(Runnable onNone) {
            this.onNone = onNone;
        }

        @Override
        public void onLookUp(String host) {
            disclosures.lookingUp(host);
        }

        @Override
        public void onAsking(InetSocketAddress relay) {
            disclosures.asking(relay);
        }

        @Override
        public void onAllocated(RelayAllocation allocation) {
            disclosures.allocated(allocation);
        }

        @Override
        public void onAskedInVain(InetSocketAddress relay) {
            disclosures.relayAskedInVain(relay);
        }

        @Override
        public boolean onGathered(RelayBase base) {
            if (!isPermitted(base.candidate())) {
                return false;
            }
            add(base);
            return true;
        }

        @Override
        public void onDatagram(
                Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
            owner.onDatagram(base, remote, buffer, offset, length);
        }

        @Override
        public void onSilence(RelayBase base, boolean silent) {
            owner.onSilence(base, silent);
        }

        @Override
        public void onLost(RelayBase base) {
            forget(base);
        }

        @Override
        public void onExpiring() {
            renew();
        }

        @Override
        public void onSettled(boolean any, IceFailure reasonIfNone) {
            if (!any) {
                onNone.run();
            }
            completeIfSettled(reasonIfNone);
        }
    }

    private final class DirectEvents implements DirectGathering.Listener {
        @Override
        public boolean onHost(HostBase base) {
            if (!isPermitted(base.candidate())) {
                return false;
            }
            add(base);
            return true;
        }

        @Override
        public void onGone(HostBase base) {
            forget(base);
        }

        @Override
        public void onLookUp(String host) {
            disclosures.lookingUpStun(host);
        }

        @Override
        public void onReflected(InetSocketAddress mapped) {
            disclosures.reflected(mapped);
        }

        @Override
        public void onAskedInVain(InetSocketAddress server) {
            disclosures.stunAskedInVain(server);
        }

        @Override
        public void onReflexive(HostBase base, Candidate candidate) {
            if (isPermitted(candidate) && bases.contains(base)) {
                tell(base, candidate);
            }
        }

        @Override
        public void onDatagram(
                Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
            owner.onDatagram(base, remote, buffer, offset, length);
        }

        @Override
        public void onSettled() {
            completeIfSettled(IceFailure.NO_RELAY_CONFIGURED);
        }
    }
}
