package io.calling.ice;

import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.exposure.Phase;
import io.calling.ice.internal.IntegrityGate.Verdict;
import io.calling.ice.net.Network;
import io.calling.ice.stun.StunMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport: bases that are gathered, a generation of checks between them and the peer (two
 * while it restarts), and the path in use. All state belongs to the loop, except what {@link #send}
 * reads.
 */
final class IceSession implements IceTransport {
    private static final Logger LOG = LoggerFactory.getLogger(IceSession.class);

    /** How long a path is sought after the last one was lost. */
    private static final Duration RECOVERY = Duration.ofSeconds(9);

    /**
     * How long it is waited for a relay that says nothing, where there is no other: with the second
     * or two in which that is noticed, ten seconds in all.
     */
    private static final Duration SILENCE = Duration.ofSeconds(7);

    private final IceConfig config;
    private final Listener listener;
    private final Network network;
    private final EgressGuard guard;
    private final Counters counters = new Counters();
    private final Deadlines deadlines;
    private final Disclosures disclosures;
    private final Bases bases;
    private final AddressChanges changes;
    private volatile IceCredentials credentials;
    private volatile @Nullable Path active;

    /** Where the peer's first authentic check came from, until there is the first pair. */
    private volatile @Nullable CheckedPath checked;

    private volatile boolean tightened;
    private volatile boolean closed;

    /** Set by whoever closes it, at once; the loop follows. */
    private volatile boolean muted;

    private Generation current;
    private @Nullable Generation next;
    private boolean interrupted;
    private boolean connectedOnce;

    /** The relay in use says nothing, and there is no other way; or null. */
    private @Nullable Object silence;

    IceSession(IceConfig config, Listener listener, Gathering.Relays relays) {
        this.config = config;
        this.listener = listener;
        this.network = config.network();
        this.guard = new EgressGuard(network, this::onEgressRefused);
        this.deadlines = new Deadlines(network);
        this.disclosures = new Disclosures(config.ledger(), network);
        this.bases = new Bases(config, guard, relays, disclosures, new BaseEvents());
        this.changes = new AddressChanges(network, this::followChange);
        this.credentials = IceCredentials.random(network);
        this.current = generation(credentials);
    }

    private Generation generation(IceCredentials own) {
        return new Generation(
                network,
                own,
                new RemoteCandidates(config.filter(), network::localAddresses, counters),
                disclosures,
                new PathEvents());
    }

    @Override
    public IceCredentials localCredentials() {
        return credentials;
    }

    @Override
    public List<Candidate> localCandidates() {
        return bases.candidates();
    }

    @Override
    public void gather() {
        onLoop(
                () -> {
                    changes.watch();
                    bases.gather();
                });
    }

    private void followChange() {
        bases.gather();
        current.onNetworkChanged();
    }

    @Override
    public void admitPeersOfOurRelays() {
        onLoop(bases::admitPeersOfRelays);
    }

    @Override
    public void connect(IceRole role, IceCredentials remote) {
        onLoop(() -> connectLatest(role, remote));
    }

    private void connectLatest(IceRole role, IceCredentials remote) {
        Generation latest = latest();
        if (!latest.isConnecting()) {
            disclosures.enter(active == null ? Phase.CHECKING : Phase.RESTARTING);
            deadlines.after(config.connectDeadline(), () -> onNoPath(latest));
            latest.connect(role, remote);
        }
    }

    private void onNoPath(Generation generation) {
        if (generation.selected() != null) {
            return;
        }
        if (generation == next && active != null) {
            generation.close();
            next = null;
        } else if (!interrupted) {
            fail(IceFailure.NO_PATH);
        }
    }

    @Override
    public IceCredentials restart() {
        IceCredentials fresh = IceCredentials.random(network);
        credentials = fresh;
        checked = null;
        onLoop(() -> restart(fresh));
        return fresh;
    }

    private void restart(IceCredentials fresh) {
        if (next != null) {
            next.close();
        }
        Generation restarted = generation(fresh);
        next = restarted;
        checked = null;
        bases.all().forEach(restarted::addBase);
        bases.tellAgain();
    }

    @Override
    public void permitDirect() {
        if (config.policy() == TransportPolicy.RELAY_ONLY || tightened) {
            throw new IllegalStateException(
                    "privacy only ever tightens: this transport is relayed");
        }
        if (config.policy() == TransportPolicy.RELAY_FIRST) {
            onLoop(bases::permitDirect);
        }
    }

    @Override
    public void relayOnly() {
        tightened = true;
        bases.tighten();
        Path path = active;
        if (path != null && path.base() instanceof HostBase) {
            active = null;
        }
        onLoop(bases::forgetDirect);
    }

    @Override
    public void networkChanged() {
        onLoop(this::followChange);
    }

    @Override
    public void addRemoteCandidates(List<Candidate> candidates) {
        List<Candidate> copy = List.copyOf(candidates);
        onLoop(() -> latest().addRemotes(copy));
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

    @Override
    public void endOfRemoteCandidates() {}

    private Generation latest() {
        return next == null ? current : next;
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        Path path = muted ? null : way();
        if (path == null || !path.send(buffer, offset, length)) {
            return false;
        }
        counters.sent(length);
        return true;
    }

    private @Nullable Path way() {
        Path path = active;
        if (path != null) {
            return path;
        }
        CheckedPath first = checked;
        return first == null ? null : first.take();
    }

    @Override
    public Optional<SelectedPair> selectedPair() {
        Path path = active;
        return path == null ? Optional.empty() : Optional.of(path.pair());
    }

    /** Whether the controlling side has chosen the path in use; on the loop, or for tests. */
    boolean isNominated() {
        return current.isNominated();
    }

    /** The paths that are proved, the one in use among them; on the loop, or for tests. */
    int provedPaths() {
        return current.provedPaths();
    }

    @Override
    public ExposureLedger ledger() {
        return config.ledger();
    }

    @Override
    public IceStatistics statistics() {
        return counters.snapshot();
    }

    private void onCheck(
            Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        Generation restarted = next;
        boolean taken =
                restarted != null
                        && restarted.receiveCheck(base, remote, buffer, offset, length)
                                != Verdict.REJECTED;
        if (!taken
                && current.receiveCheck(base, remote, buffer, offset, length) == Verdict.REJECTED) {
            counters.checksRejected.incrementAndGet();
        }
    }

    private void onData(
            Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        if (current.hears(base, remote) || next != null && next.hears(base, remote)) {
            deliver(buffer, offset, length);
        } else if (!latest().hold(base, remote, buffer, offset, length)) {
            counters.foreignDropped.incrementAndGet();
        }
    }

    private void deliver(byte[] buffer, int offset, int length) {
        counters.received(length);
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

    private void onLoop(Runnable task) {
        network.execute(
                () -> {
                    if (!closed) {
                        task.run();
                    }
                });
    }

    private void onEgressRefused() {
        counters.egressRefused.incrementAndGet();
        onLoop(() -> fail(IceFailure.PRIVACY_VIOLATION_PREVENTED));
    }

    /** The way is lost: asks for new bases where none is left, and tries all pairs again. */
    private void recover() {
        if (interrupted || closed) {
            return;
        }
        interrupted = true;
        active = null;
        tell(listener::onInterrupted);
        deadlines.after(RECOVERY, this::onNotRecovered);
        if (bases.all().isEmpty() && bases.isSettled()) {
            bases.gather();
        }
        current.tryAll();
    }

    private void onNotRecovered() {
        if (active == null) {
            fail(bases.all().isEmpty() ? IceFailure.RELAY_UNREACHABLE : IceFailure.PEER_LOST);
        }
    }

    private void fail(IceFailure failure) {
        if (!closed) {
            closeOnLoop();
            tell(() -> listener.onFailed(failure));
        }
    }

    @Override
    public void close() {
        muted = true;
        checked = null;
        active = null;
        onLoop(this::closeOnLoop);
    }

    private void closeOnLoop() {
        closed = true;
        checked = null;
        active = null;
        changes.close();
        deadlines.close();
        current.close();
        if (next != null) {
            next.close();
        }
        bases.close();
    }

    /** Says nothing of addresses. */
    @Override
    public String toString() {
        return "IceTransport[" + config.policy() + (active == null ? "" : ", connected") + "]";
    }

    private final class BaseEvents implements Bases.Owner {
        @Override
        public void onBase(Base base) {
            current.addBase(base);
            if (next != null) {
                next.addBase(base);
            }
        }

        @Override
        public void onCandidate(Candidate candidate) {
            tell(() -> listener.onLocalCandidate(candidate));
        }

        @Override
        public void onComplete() {
            tell(listener::onGatheringComplete);
        }

        @Override
        public void onDatagram(
                Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
            if (closed) {
                return;
            }
            if (StunMessage.isStun(buffer, offset, length)) {
                onCheck(base, remote, buffer, offset, length);
            } else {
                onData(base, remote, buffer, offset, length);
            }
        }

        /** Another relay is made ready before this one is given up. */
        @Override
        public void onSilence(Base base, boolean silent) {
            boolean stuck = current.onSilence(base, silent);
            if (!stuck) {
                silence = null;
            } else if (silence == null) {
                Object begun = new Object();
                silence = begun;
                deadlines.after(SILENCE, () -> onStillSilent(begun));
                bases.gather();
            }
        }

        private void onStillSilent(Object begun) {
            if (silence == begun) {
                fail(IceFailure.RELAY_UNREACHABLE);
            }
        }

        @Override
        public void onLost(Base base) {
            current.removeBase(base);
            if (next != null) {
                next.removeBase(base);
            }
            CheckedPath first = checked;
            if (first != null && first.base() == base) {
                checked = null;
            }
            if (bases.all().isEmpty()) {
                replace();
            }
        }

        /** Before there was any path, nothing is lost but time. */
        private void replace() {
            if (active != null || interrupted) {
                recover();
            } else if (bases.isSettled()) {
                bases.gather();
            }
        }

        @Override
        public boolean isInUse(Base base) {
            Path path = active;
            return path != null && path.base() == base;
        }

        @Override
        public void onNone(IceFailure reason) {
            if (active == null) {
                fail(reason);
            }
        }
    }

    private final class PathEvents implements Generation.Owner {
        @Override
        public void onPath(Generation from, Path path) {
            if (from == next) {
                current.close();
                current = from;
                next = null;
            } else if (from != current) {
                return;
            }
            interrupted = false;
            silence = null;
            connectedOnce = true;
            active = path;
            checked = null;
            counters.pathChanges.incrementAndGet();
            disclosures.enter(Phase.CONNECTED);
            tell(() -> listener.onSelectedPair(path.pair()));
        }

        @Override
        public void onPeerChecked(Generation from, Path path) {
            if (from == current && next == null && !connectedOnce && checked == null) {
                checked = new CheckedPath(path);
                tell(listener::onPeerChecked);
            }
        }

        @Override
        public void onInterrupted(Generation from) {
            if (from == current) {
                recover();
            }
        }

        @Override
        public void onAsked(Generation from) {
            if (from == current) {
                counters.asked();
            }
        }

        @Override
        public void onAnswered(Generation from, long nanos) {
            if (from == current) {
                counters.answered(nanos);
            }
        }

        @Override
        public void onConsent() {
            tell(listener::onConsent);
        }

        @Override
        public void onConsentLost(Generation from) {
            if (from == current) {
                fail(IceFailure.PEER_LOST);
            }
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
