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

    /** The peer's check did not nominate. */
    private static final long NOT_NOMINATED = -1;

    /** What it tells its transport. */
    interface Owner {
        /** A path is in use, or none is any more. */
        void onPath(Generation generation, @Nullable Path path);

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
    private final Paths paths = new Paths();
    private final EarlyDatagrams early = new EarlyDatagrams();
    private final Map<Ends, Long> nominations = new HashMap<>();
    private final Set<Ends> disclosed = new HashSet<>();
    private final Consent consent;
    private @Nullable CheckSession session;
    private boolean started;
    private boolean lingering;

    private record Ends(Base base, InetSocketAddress remote) {}

    Generation(Network network, RemoteCandidates remotes, Disclosures disclosures, Owner owner) {
        this.network = network;
        this.credentials = IceCredentials.random(network);
        this.remotes = remotes;
        this.disclosures = disclosures;
        this.owner = owner;
        this.consent = new Consent(network, paths, this::askOnce, this::onConsentExpired);
    }

    IceCredentials credentials() {
        return credentials;
    }

    boolean isConnecting() {
        return session != null;
    }

    @Nullable Path selected() {
        return paths.selected();
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
        if (session != null) {
            session.probe(
                    base.address(),
                    remote,
                    false,
                    Persistence.REPEATED,
                    LATE_TRY_NANOS,
                    () -> prove(base, remote));
        }
    }

    /** A base is gone, and all paths from it. */
    void removeBase(Base base) {
        bases.remove(base);
        if (session != null) {
            session.removeBase(base.address());
        }
        boolean wasInUse = paths.selected() != null && paths.selected().base() == base;
        paths.removeBase(base);
        if (wasInUse) {
            fallBack();
        }
    }

    private void onConsentExpired() {
        paths.unselect();
        fallBack();
    }

    private void fallBack() {
        Path standby = paths.standby(network.nanoTime());
        if (standby == null) {
            owner.onPath(this, null);
            return;
        }
        paths.selectFirst(standby);
        announce(standby);
        ask(standby, true, () -> consent.grant(standby));
    }

    private void askOnce(Path path, Runnable answered) {
        ask(path, false, answered);
    }

    private void ask(Path path, boolean nominate, Runnable answered) {
        if (session != null) {
            session.probe(
                    path.base().address(),
                    path.remote().address(),
                    nominate,
                    Persistence.ONCE,
                    Consent.EXPIRY_NANOS,
                    answered);
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
    boolean proves(Base base, InetSocketAddress remote) {
        return paths.between(base, remote) != null;
    }

    /** Keeps a datagram until its path is proved; false where that is not to be expected. */
    boolean hold(Base base, InetSocketAddress remote, byte[] buffer, int offset, int length) {
        return nominations.containsKey(new Ends(base, remote))
                && early.hold(base, remote, buffer, offset, length);
    }

    private void prove(Base base, InetSocketAddress remote) {
        Candidate candidate = remotes.at(remote);
        if (candidate == null || paths.between(base, remote) != null || !bases.contains(base)) {
            return;
        }
        Path path = new Path(base, candidate);
        paths.prove(path);
        consent.grant(path);
        if (paths.selectFirst(path)) {
            announce(path);
            restAfter(PATIENCE_NANOS);
        }
        Long nomination = nominations.remove(new Ends(base, remote));
        if (nomination != null && nomination != NOT_NOMINATED) {
            nominate(path, nomination);
        }
        early.release(path, owner::onHeldDatagram);
    }

    private void nominate(Path path, long value) {
        if (session != null && paths.nominate(path, value, session.isControlling())) {
            announce(path);
        }
        if (!lingering) {
            lingering = true;
            restAfter(LINGER_NANOS);
        }
    }

    private void announce(Path path) {
        path.base().prefer(path.remote().address());
        consent.watchSelected();
        owner.onPath(this, path);
    }

    private void restAfter(long nanos) {
        CheckSession checks = session;
        if (checks != null) {
            network.schedule(nanos, checks::rest);
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
        consent.close();
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
            }
            start(session);
            return true;
        }

        @Override
        public void onChecked(
                InetSocketAddress address, InetSocketAddress remote, CheckRequest request) {
            Base base = baseAt(address);
            if (base == null || session == null) {
                return;
            }
            boolean nominates = request.useCandidate() && !session.isControlling();
            Path path = paths.between(base, remote);
            if (path != null && nominates) {
                nominate(path, request.nomination());
            } else if (path == null) {
                nominations.merge(
                        new Ends(base, remote),
                        nominates ? request.nomination() : NOT_NOMINATED,
                        Math::max);
                if (session.isResting()) {
                    tryLate(base, remote);
                }
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
            Path path = base == null ? null : paths.between(base, remote);
            if (path != null) {
                nominate(path, 0);
            }
        }
    }
}
