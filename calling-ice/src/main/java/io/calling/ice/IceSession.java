package io.calling.ice;

import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.exposure.Phase;
import io.calling.ice.internal.IntegrityGate.Verdict;
import io.calling.ice.net.Network;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport: bases from relays, a generation of checks between them and the peer, and the path
 * in use. All state belongs to the loop, except what {@link #send} reads.
 */
final class IceSession implements IceTransport {
    private static final Logger LOG = LoggerFactory.getLogger(IceSession.class);

    private final IceConfig config;
    private final Listener listener;
    private final Network network;
    private final Counters counters = new Counters();
    private final Disclosures disclosures;
    private final LocalCandidates localCandidates = new LocalCandidates();
    private final Gathering gathering;
    private final Generation generation;
    private final EgressGuard guard;
    private final List<Base> bases = new ArrayList<>();
    private final List<Network.Timer> deadlines = new ArrayList<>();
    private volatile @Nullable Path active;
    private volatile boolean closed;
    private boolean gatherStarted;
    private boolean everConnected;

    IceSession(IceConfig config, Listener listener, Gathering.Relays relays) {
        this.config = config;
        this.listener = listener;
        this.network = config.network();
        this.guard = new EgressGuard(network, this::onEgressRefused);
        this.disclosures = new Disclosures(config.ledger(), network);
        this.gathering =
                new Gathering(guard, relays, config.route(), localCandidates, new GatherEvents());
        this.generation =
                new Generation(
                        network,
                        new RemoteCandidates(config.filter(), counters),
                        disclosures,
                        new PathEvents());
    }

    @Override
    public IceCredentials localCredentials() {
        return generation.credentials();
    }

    @Override
    public void gather() {
        network.execute(this::gatherOnLoop);
    }

    private void gatherOnLoop() {
        if (closed || gatherStarted) {
            return;
        }
        gatherStarted = true;
        after(config.gatherDeadline(), gathering::settle);
        RelayProvider provider = config.relays();
        if (provider == null) {
            gathering.start(List.of());
            return;
        }
        ask(provider)
                .whenComplete(
                        (servers, thrown) -> network.execute(() -> onRelays(servers, thrown)));
    }

    private static CompletionStage<List<RelayServer>> ask(RelayProvider provider) {
        try {
            return provider.relays();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void onRelays(@Nullable List<RelayServer> servers, @Nullable Throwable thrown) {
        if (closed) {
            return;
        }
        if (thrown != null) {
            LOG.warn("The relay provider failed: {}", thrown.getClass().getName());
            fail(IceFailure.RELAY_UNREACHABLE);
        } else if (servers == null || servers.isEmpty()) {
            fail(IceFailure.NO_RELAY_CONFIGURED);
        } else {
            servers.forEach(server -> guard.permit(server.uri()));
            servers.forEach(server -> disclosures.approaching(server.uri()));
            gathering.start(servers);
        }
    }

    @Override
    public void connect(IceRole role, IceCredentials remote) {
        network.execute(
                () -> {
                    if (!closed && !generation.isConnecting()) {
                        disclosures.enter(Phase.CHECKING);
                        after(config.connectDeadline(), this::onNoPath);
                        generation.connect(role, remote);
                    }
                });
    }

    private void after(Duration deadline, Runnable task) {
        deadlines.add(network.schedule(deadline.toNanos(), task));
    }

    private void onNoPath() {
        if (!everConnected) {
            fail(IceFailure.NO_PATH);
        }
    }

    @Override
    public void addRemoteCandidates(List<Candidate> candidates) {
        List<Candidate> copy = List.copyOf(candidates);
        network.execute(
                () -> {
                    if (!closed) {
                        generation.addRemotes(copy);
                    }
                });
    }

    @Override
    public void addRemoteCandidateLines(List<String> lines) {
        for (String line : lines) {
            CandidateLine read = CandidateLine.read(line);
            if (read instanceof CandidateLine.Usable usable) {
                addRemoteCandidates(List.of(usable.candidate()));
            } else if (read instanceof CandidateLine.Unusable unusable
                    && unusable.reason().isRefusal()) {
                counters.candidatesRefused.incrementAndGet();
            }
        }
    }

    /** The deadline decides when to give up; a peer that says "no more" may still be slow. */
    @Override
    public void endOfRemoteCandidates() {}

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        Path path = active;
        if (path == null || !path.send(buffer, offset, length)) {
            return false;
        }
        counters.datagramsSent.incrementAndGet();
        return true;
    }

    @Override
    public Optional<SelectedPair> selectedPair() {
        Path path = active;
        return path == null ? Optional.empty() : Optional.of(path.pair());
    }

    @Override
    public ExposureLedger ledger() {
        return config.ledger();
    }

    @Override
    public IceStatistics statistics() {
        return counters.snapshot();
    }

    private void onDatagram(
            Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        if (closed) {
            return;
        }
        if (StunMessage.isStun(buffer, offset, length)) {
            if (generation.receiveCheck(base, remote, buffer, offset, length) == Verdict.REJECTED) {
                counters.checksRejected.incrementAndGet();
            }
        } else if (generation.proves(base, remote)) {
            deliver(buffer, offset, length);
        } else if (!generation.hold(base, remote, buffer, offset, length)) {
            counters.foreignDropped.incrementAndGet();
        }
    }

    private void deliver(byte[] buffer, int offset, int length) {
        counters.datagramsReceived.incrementAndGet();
        try {
            listener.onData(buffer, offset, length);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed: {}", e.getClass().getName());
        }
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.warn("A listener failed: {}", e.getClass().getName());
        }
    }

    private void onEgressRefused() {
        counters.egressRefused.incrementAndGet();
        network.execute(() -> fail(IceFailure.PRIVACY_VIOLATION_PREVENTED));
    }

    private void fail(IceFailure failure) {
        if (!closed) {
            closeOnLoop();
            tell(() -> listener.onFailed(failure));
        }
    }

    @Override
    public void close() {
        active = null;
        network.execute(this::closeOnLoop);
    }

    private void closeOnLoop() {
        closed = true;
        active = null;
        generation.close();
        gathering.close();
        bases.clear();
        deadlines.forEach(Network.Timer::cancel);
        deadlines.clear();
    }

    /** Says nothing of addresses. */
    @Override
    public String toString() {
        return "IceTransport[" + config.policy() + (active == null ? "" : ", connected") + "]";
    }

    private final class GatherEvents implements Gathering.Listener {
        @Override
        public boolean onGathered(RelayBase base, RelayAllocation allocation) {
            disclosures.allocated(allocation);
            if (!isPermitted(base.candidate())) {
                return false;
            }
            bases.add(base);
            generation.addBase(base);
            disclosures.signaled(base.candidate());
            tell(() -> listener.onLocalCandidate(base.candidate()));
            return true;
        }

        private boolean isPermitted(Candidate candidate) {
            try {
                return config.filter().permits(CandidateFilter.Side.LOCAL, candidate);
            } catch (RuntimeException e) {
                return false;
            }
        }

        @Override
        public void onDatagram(
                Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
            IceSession.this.onDatagram(base, remote, buffer, offset, length);
        }

        @Override
        public void onLost(RelayBase base) {
            bases.remove(base);
            generation.removeBase(base);
            if (!closed && bases.isEmpty()) {
                fail(IceFailure.RELAY_UNREACHABLE);
            }
        }

        @Override
        public void onSettled(boolean any, IceFailure reasonIfNone) {
            if (closed) {
                return;
            }
            if (any) {
                tell(listener::onGatheringComplete);
            } else {
                fail(reasonIfNone);
            }
        }
    }

    private final class PathEvents implements Generation.Owner {
        @Override
        public void onPath(Generation from, @Nullable Path path) {
            active = path;
            if (path == null) {
                fail(IceFailure.PEER_LOST);
                return;
            }
            everConnected = true;
            disclosures.enter(Phase.CONNECTED);
            tell(() -> listener.onSelectedPair(path.pair()));
        }

        @Override
        public void onHeldDatagram(byte[] buffer, int offset, int length) {
            deliver(buffer, offset, length);
        }

        @Override
        public void onViolation() {
            onEgressRefused();
        }
    }
}
