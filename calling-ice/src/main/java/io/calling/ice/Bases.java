package io.calling.ice;

import io.calling.ice.CandidateFilter.Side;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of ours that a call has: where they come from, which of them the application
 * permits, and what is told of them. Owned by the loop.
 */
final class Bases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bases.class);

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
    private final List<Base> bases = new ArrayList<>();
    private final List<Gathering> gatherings = new ArrayList<>();
    private boolean closed;

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
        this.deadlines = new Deadlines(config.network());
    }

    List<Base> all() {
        return bases;
    }

    /** Asks for relays, and the relays for addresses; again, where that was done before. */
    void gather() {
        RelayProvider provider = config.relays();
        if (provider == null) {
            owner.onNone(IceFailure.NO_RELAY_CONFIGURED);
            return;
        }
        Gathering gathering =
                new Gathering(guard, relays, config.route(), candidates, new GatherEvents());
        gatherings.add(gathering);
        deadlines.after(config.gatherDeadline(), gathering::settle);
        Network network = config.network();
        ask(provider)
                .whenComplete(
                        (servers, thrown) ->
                                network.execute(() -> start(gathering, servers, thrown)));
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
            owner.onNone(IceFailure.RELAY_UNREACHABLE);
        } else if (servers == null || servers.isEmpty()) {
            owner.onNone(IceFailure.NO_RELAY_CONFIGURED);
        } else {
            servers.forEach(server -> guard.permit(server.uri()));
            servers.forEach(server -> disclosures.approaching(server.uri()));
            gathering.start(servers);
        }
    }

    /** Tells all candidates once more, to be signaled under new credentials. */
    void tellAgain() {
        bases.forEach(base -> tell(base.candidate()));
        if (gatherings.stream().allMatch(Gathering::isSettled)) {
            owner.onComplete();
        }
    }

    private void tell(Candidate candidate) {
        disclosures.signaled(candidate);
        owner.onCandidate(candidate);
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
        bases.clear();
    }

    private final class GatherEvents implements Gathering.Listener {
        @Override
        public boolean onGathered(RelayBase base, RelayAllocation allocation) {
            disclosures.allocated(allocation);
            if (!isPermitted(base.candidate())) {
                return false;
            }
            bases.add(base);
            owner.onBase(base);
            tell(base.candidate());
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
            if (bases.remove(base)) {
                owner.onLost(base);
            }
        }

        @Override
        public void onSettled(boolean any, IceFailure reasonIfNone) {
            if (closed) {
                return;
            }
            if (any) {
                owner.onComplete();
            } else if (bases.isEmpty()) {
                owner.onNone(reasonIfNone);
            }
        }
    }
}
