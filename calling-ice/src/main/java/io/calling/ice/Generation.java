package io.calling.ice;

import io.calling.ice.internal.CheckCredentials;
import io.calling.ice.internal.CheckRequest;
import io.calling.ice.internal.CheckSession;
import io.calling.ice.internal.CheckSession.Persistence;
import io.calling.ice.internal.IntegrityGate.Verdict;
import io.calling.ice.internal.RemoteFacts;
import io.calling.ice.net.Network;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one pair of credentials: the peer's candidates, the checks, the paths found. A
 * restart makes another one, while this one goes on carrying the call. Owned by the loop.
 */
final class Generation implements AutoCloseable {
    /** ice4j is let go this long after a choice: late checks still find it. */
    private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

    /** And this long after the first path, where nobody chooses: our own checks follow choices. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    /** How long a path is tried that turned up after the choice. */
    private static final long LATE_TRY_NANOS = Duration.ofSeconds(5).toNanos();

    /** So many checks from an address that only they reveal are followed by ours. */
    private static final int MAXIMUM_UNPROVED = 10;

    /** The peer's check did not nominate. */
    private static final long NOT_NOMINATED = -1;

    /** What it tells its transport. */
    interface Owner {
        /** Datagrams go this way from now on. */
        void onPath(Generation generation, Path path);

        /** The peer's check came, authentic, this way, which is not proved by ours yet. */
        void onPeerChecked(Generation generation, Path path);

        /** There is no path; another one may be found. */
        void onInterrupted(Generation generation);

        /** The peer is asked on the path in use whether it consents. */
        void onAsked(Generation generation);

        /** Its answer came after this time. */
        void onAnswered(Generation generation, long nanos);

        /** The peer answered, and consents. */
        void onConsent();

        /** The peer does not consent any more. */
        void onConsentLost(Generation generation);

        /** A datagram waited for its path to be proved. */
        void onHeldDatagram(byte[] buffer, int offset, int length);

        /** A check was about to go where none may. */
        void onViolation();
    }

    private final Network network;
    private final IceCredentials credentials;
    private final RemoteCandidates remotes;
    private final Disclosures disclosures;
    private final Owner owner;
    private final List<Base> bases = new ArrayList<>();
    private final EarlyDatagrams early = new EarlyDatagrams();
    private final Map<Ends, Long> nominations = new HashMap<>();
    private final Map<Ends, Integer> unproved = new HashMap<>();
    private final TriggeredTries tries = new TriggeredTries();
    private final Set<Ends> disclosed = new HashSet<>();
    private final PathKeeper keeper;
    private @Nullable CheckSession session;
    private final Pacer pacer;
    private boolean started;
    private boolean lingering;

    private record Ends(Base base, InetSocketAddress remote) {}

    Generation(
            Network network,
            IceCredentials credentials,
            RemoteCandidates remotes,
            Disclosures disclosures,
            Owner owner) {
        this.network = network;
        this.credentials = credentials;
        this.remotes = remotes;
        this.disclosures = disclosures;
        this.owner = owner;
        this.pacer = new Pacer(network);
        this.keeper = new PathKeeper(network, new KeeperEvents());
    }

    IceCredentials credentials() {
        return credentials;
    }

    boolean isConnecting() {
        return session != null;
    }

    boolean isNominated() {
        return keeper.isNominated();
    }

    int provedPaths() {
        return keeper.proved();
    }

    @Nullable Path selected() {
        return keeper.selected();
    }

    void connect(IceRole role, IceCredentials remote) {
        CheckCredentials both =
                new CheckCredentials(
                        credentials.userFragment(),
                        credentials.password(),
                        remote.userFragment(),
                        remote.password());
        session =
                new CheckSession(
                        network,
                        both,
                        role == IceRole.CONTROLLING,
                        this::transmit,
                        new CheckEvents());
        bases.forEach(this::join);
    }

    void addBase(Base base) {
        bases.add(base);
        join(base);
    }

    private void join(Base base) {
        if (session != null) {
            session.addBase(base.address(), base.candidate().priority());
            remotes.all().forEach(remote -> pair(base, remote));
        }
    }

    void addRemotes(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (remotes.admit(candidate) && session != null) {
                bases.forEach(base -> pair(base, candidate));
            }
        }
    }

    private void pair(Base base, Candidate remote) {
        CheckSession checks = session;
        if (checks == null || !remotes.pairs(base, remote)) {
            return;
        }
        base.permit(remote.address());
        checks.addPair(
                base.address(),
                remote.address(),
                new RemoteFacts(remote.foundation(), remote.priority()));
        if (checks.isResting()) {
            tryLate(base, remote.address());
        } else {
            start(checks);
        }
    }

    private void start(CheckSession checks) {
        if (!started) {
            started = true;
            checks.start();
        }
    }

    /** A path turned up when ice4j was gone already: it is proved by a check of our own. */
    private void tryLate(Base base, InetSocketAddress remote) {
        CheckSession checks = session;
        if (checks != null) {
            base.permit(remote); // it may have been revealed on another base
            pacer.run(
                    () ->
                            checks.probe(
                                    base.address(),
                                    remote,
                                    0,
                                    Persistence.REPEATED,
                                    LATE_TRY_NANOS,
                                    () -> prove(base, remote)));
        }
    }

    /** A base is gone, and all paths from it. */
    void removeBase(Base base) {
        bases.remove(base);
        if (session != null) {
            session.removeBase(base.address());
        }
        keeper.onBaseLost(base);
        early.forget(base);
        nominations.keySet().removeIf(ends -> ends.base() == base);
        unproved.keySet().removeIf(ends -> ends.base() == base);
        disclosed.removeIf(ends -> ends.base() == base);
        tries.forget(base);
    }

    /** The network may be another one: the path in use is asked at once whether it works. */
    void onNetworkChanged() {
        keeper.onNetworkChanged();
    }

    /**
     * The relay behind a base says nothing, or speaks again.
     *
     * @return whether the path in use still is that way
     */
    boolean onSilence(Base base, boolean silent) {
        return keeper.onSilence(base, silent);
    }

    /** Tries every pair that is not proved: for a way to fall back on, or because there is none. */
    void tryAll() {
        tries.reset();
        for (Base base : bases) {
            for (Candidate remote : remotes.all()) {
                if (remotes.permits(base, remote)
                        && keeper.between(base, remote.address()) == null) {
                    tryLate(base, remote.address());
                }
            }
        }
    }

    /** A STUN message from a path. */
    Verdict receiveCheck(
            Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        return session == null
                ? Verdict.REJECTED
                : session.receive(base.address(), remote, buffer, offset, length);
    }

    /** Whether a datagram from there is the peer's. Allocates nothing. */
    boolean hears(Base base, InetSocketAddress remote) {
        Path path = keeper.between(base, remote);
        if (path == null) {
            return false;
        }
        keeper.onHeard(path);
        return true;
    }

    /** Keeps a datagram until its path is proved; false where that is not to be expected. */
    boolean hold(Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        return nominations.containsKey(new Ends(base, remote))
                && early.hold(base, remote, buffer, offset, length);
    }

    private void prove(Base base, InetSocketAddress remote) {
        Candidate candidate = remotes.at(remote);
        if (candidate == null || keeper.between(base, remote) != null || !bases.contains(base)) {
            return;
        }
        Path path = new Path(base, candidate);
        boolean first = keeper.selected() == null;
        keeper.onProved(path);
        if (first) {
            restAfter(PATIENCE_NANOS);
        }
        Long nomination = nominations.remove(new Ends(base, remote));
        if (nomination != null && nomination != NOT_NOMINATED) {
            nominate(path, nomination);
        }
        early.release(path, owner::onHeldDatagram);
    }

    private void nominate(Path path, long value) {
        keeper.onNominated(path, value);
        if (!lingering) {
            lingering = true;
            restAfter(LINGER_NANOS);
        }
    }

    private void restAfter(long nanos) {
        CheckSession checks = session;
        if (checks != null) {
            network.schedule(
                    nanos,
                    () -> {
                        checks.rest();
                        tryAll();
                    });
        }
    }

    private void transmit(
            InetSocketAddress address,
            InetSocketAddress remote,
            byte[] buffer,
            int offset,
            int length) {
        Base base = baseAt(address);
        if (base == null) {
            return; // gone a moment ago
        }
        Candidate candidate = remotes.at(remote);
        if (candidate == null || !remotes.permits(base, candidate)) {
            owner.onViolation();
            return;
        }
        if (disclosed.add(new Ends(base, remote))) {
            disclosures.checking(base, remote);
        }
        base.send(remote, buffer, offset, length);
    }

    private @Nullable Base baseAt(InetSocketAddress address) {
        for (Base base : bases) {
            if (base.address().equals(address)) {
                return base;
            }
        }
        return null;
    }

    @Override
    public void close() {
        pacer.close();
        keeper.close();
        early.clear();
        if (session != null) {
            session.close();
        }
    }

    private final class CheckEvents implements CheckSession.Listener {
        @Override
        public boolean admits(
                InetSocketAddress address, InetSocketAddress remote, CheckRequest request) {
            Base base = baseAt(address);
            if (base == null || session == null) {
                return false;
            }
            Candidate known = remotes.at(remote);
            Candidate candidate = known == null ? remotes.reveal(remote, request) : known;
            if (candidate == null || !remotes.permits(base, candidate)) {
                return false;
            }
            if (known == null) {
                pair(base, candidate);
            } else if (isInVain(base, candidate)) {
                return false;
            }
            start(session);
            return true;
        }

        /**
         * Whether checks from an address that only they reveal have come often enough: each makes
         * us check it too (RFC 8445, 7.3.1.4), and where no answer ever fits, that takes the turns
         * of the pairs that would work.
         */
        private boolean isInVain(Base base, Candidate candidate) {
            return candidate.type() == CandidateType.PEER_REFLEXIVE
                    && keeper.between(base, candidate.address()) == null
                    && unproved.merge(new Ends(base, candidate.address()), 1, Integer::sum)
                            > MAXIMUM_UNPROVED;
        }

        @Override
        public void onChecked(
                InetSocketAddress address, InetSocketAddress remote, CheckRequest request) {
            Base base = baseAt(address);
            if (base == null || session == null) {
                return;
            }
            boolean nominates = request.useCandidate() && !session.isControlling();
            Path path = keeper.between(base, remote);
            if (path != null && nominates) {
                nominate(path, request.nomination());
            } else if (path == null) {
                nominations.merge(
                        new Ends(base, remote),
                        nominates ? request.nomination() : NOT_NOMINATED,
                        Math::max);
                if (session.isResting() && tries.allows(base, remote, network.nanoTime())) {
                    tryLate(base, remote);
                }
                tellChecked(base, remote);
            }
        }

        /** Only from relay to relay: a host's own address proves itself first (RFC 7675). */
        private void tellChecked(Base base, InetSocketAddress remote) {
            Candidate candidate = remotes.at(remote);
            if (candidate != null
                    && candidate.type() == CandidateType.RELAYED
                    && base.candidate().type() == CandidateType.RELAYED) {
                owner.onPeerChecked(Generation.this, new Path(base, candidate));
            }
        }

        @Override
        public void onValid(InetSocketAddress address, InetSocketAddress remote) {
            Base base = baseAt(address);
            if (base != null) {
                prove(base, remote);
            }
        }

        @Override
        public void onNominated(InetSocketAddress address, InetSocketAddress remote) {
            Base base = baseAt(address);
            Path path = base == null ? null : keeper.between(base, remote);
            if (path != null) {
                nominate(path, 0);
            }
        }
    }

    private final class KeeperEvents implements PathKeeper.Owner {
        @Override
        public void ask(Path path, Runnable answered) {
            boolean inUse = path == keeper.selected();
            long askedNanos = network.nanoTime();
            if (inUse) {
                owner.onAsked(Generation.this);
            }
            probe(
                    path,
                    0,
                    Persistence.ONCE,
                    Consent.EXPIRY_NANOS,
                    () -> {
                        if (inUse) {
                            owner.onAnswered(Generation.this, network.nanoTime() - askedNanos);
                        }
                        answered.run();
                    });
        }

        @Override
        public void choose(Path path, long nomination, Runnable answered) {
            probe(path, nomination, Persistence.REPEATED, LATE_TRY_NANOS, answered);
        }

        private void probe(
                Path path,
                long nomination,
                Persistence persistence,
                long patienceNanos,
                Runnable answered) {
            if (session != null) {
                session.probe(
                        path.base().address(),
                        path.remote().address(),
                        nomination,
                        persistence,
                        patienceNanos,
                        answered);
            }
        }

        @Override
        public boolean weControl() {
            return session != null && session.isControlling();
        }

        @Override
        public void onSelected(Path path) {
            owner.onPath(Generation.this, path);
        }

        @Override
        public void onInterrupted() {
            owner.onInterrupted(Generation.this);
        }

        @Override
        public void onConsent() {
            owner.onConsent();
        }

        @Override
        public void onConsentLost() {
            owner.onConsentLost(Generation.this);
        }
    }
}
