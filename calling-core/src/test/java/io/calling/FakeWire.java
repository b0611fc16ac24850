package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceStatistics;
import io.calling.ice.IceTransport;
import io.calling.ice.SelectedPair;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.testing.ManualNetwork;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Transports that find each other by user fragment, in memory, on one manual loop. */
final class FakeWire {
    private final ManualNetwork network;
    private final Map<String, End> ends = new HashMap<>();
    private int nextPort = 50_000;

    FakeWire(ManualNetwork network) {
        this.network = network;
    }

    End open(ExposureLedger ledger, IceTransport.Listener listener, boolean gathers) {
        End end = new End(ledger, listener, nextPort++, gathers);
        ends.put(end.localCredentials().userFragment(), end);
        return end;
    }

    /** Holds on to no end any more. */
    void forget() {
        ends.clear();
    }

    /** One end; a test tells it how to behave, and asks it what was done. */
    final class End implements IceTransport {
        private final ExposureLedger ledger;
        private final IceTransport.Listener listener;
        private int port;
        private final List<Candidate> told = new ArrayList<>();
        private final IceCredentials credentials;
        private final List<Candidate> remoteCandidates = new ArrayList<>();
        private Optional<IceRole> role = Optional.empty();
        private Optional<IceCredentials> remote = Optional.empty();
        private final boolean gathers;
        private boolean relayFirst;
        private boolean direct;
        private boolean relayOnly;
        private boolean deaf;
        private boolean selected;
        private boolean gathered;
        private boolean closed;

        private End(
                ExposureLedger ledger, IceTransport.Listener listener, int port, boolean gathers) {
            this.gathers = gathers;
            this.ledger = ledger;
            this.listener = listener;
            this.port = port;
            this.credentials = new IceCredentials("u" + port, "secretsecretsecretsec" + port);
        }

        IceTransport.Listener listener() {
            return listener;
        }

        boolean isClosed() {
            return closed;
        }

        boolean hasConnected() {
            return remote.isPresent();
        }

        boolean hasGathered() {
            return gathered;
        }

        Optional<IceRole> role() {
            return role;
        }

        List<Candidate> remoteCandidates() {
            return remoteCandidates;
        }

        Candidate candidate() {
            return new Candidate(
                    "1",
                    1,
                    16_777_215,
                    new InetSocketAddress("192.0.2.1", port),
                    CandidateType.RELAYED);
        }

        void fail(IceFailure failure) {
            network.execute(() -> listener.onFailed(failure));
        }

        @Override
        public IceCredentials localCredentials() {
            return credentials;
        }

        @Override
        public List<Candidate> localCandidates() {
            return told;
        }

        /** A relay that was asked again gave another address. */
        void move() {
            port = nextPort++;
            told.clear();
        }

        /** A wire of one heap has nothing to start anew. */
        @Override
        public IceCredentials restart() {
            return credentials;
        }

        @Override
        public void networkChanged() {}

        @Override
        public void permitDirect() {
            if (!relayFirst || relayOnly) {
                throw new IllegalStateException("relays alone");
            }
            direct = true;
            network.execute(
                    () ->
                            listener.onLocalCandidate(
                                    new Candidate(
                                            "2",
                                            1,
                                            2_130_706_431,
                                            new InetSocketAddress("198.51.100.1", port),
                                            CandidateType.HOST)));
        }

        @Override
        public void relayOnly() {
            direct = false;
            relayOnly = true;
        }

        /** It may be permitted to go direct. */
        End relayFirst() {
            relayFirst = true;
            return this;
        }

        boolean isRelayFirst() {
            return relayFirst;
        }

        boolean isDirect() {
            return direct;
        }

        @Override
        public void gather() {
            gathered = true;
            if (gathers) {
                gatherNow();
            }
        }

        /** What {@link #gather} brings, where it was opened to bring nothing as yet. */
        void gatherNow() {
            network.execute(
                    () -> {
                        if (!closed) {
                            told.add(candidate());
                            listener.onLocalCandidate(candidate());
                            listener.onGatheringComplete();
                        }
                    });
        }

        @Override
        public void connect(IceRole newRole, IceCredentials newRemote) {
            role = Optional.of(newRole);
            remote = Optional.of(newRemote);
            peer().filter(other -> other.peer().equals(Optional.of(this)))
                    .ifPresent(
                            other -> {
                                select(other);
                                other.select(this);
                            });
        }

        /** No check ever succeeds. */
        void deaf() {
            deaf = true;
        }

        private void select(End other) {
            if (deaf || other.deaf) {
                return;
            }
            selected = true;
            network.execute(
                    () ->
                            listener.onSelectedPair(
                                    new SelectedPair(candidate(), other.candidate())));
        }

        private Optional<End> peer() {
            return remote.map(IceCredentials::userFragment).map(ends::get);
        }

        @Override
        public void addRemoteCandidates(List<Candidate> candidates) {
            remoteCandidates.addAll(candidates);
        }

        @Override
        public void endOfRemoteCandidates() {}

        @Override
        public boolean send(byte[] buffer, int offset, int length) {
            if (!selected || closed) {
                return false;
            }
            byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
            network.execute(() -> peer().ifPresent(other -> other.deliver(datagram)));
            return true;
        }

        /** What the network does with a datagram from the peer. */
        void deliver(byte[] datagram) {
            if (!closed) {
                byte[] buffer = new byte[datagram.length + 2 * DatagramReceiver.ROOM];
                System.arraycopy(datagram, 0, buffer, DatagramReceiver.ROOM, datagram.length);
                listener.onData(buffer, DatagramReceiver.ROOM, datagram.length);
            }
        }

        @Override
        public Optional<SelectedPair> selectedPair() {
            return peer().map(other -> new SelectedPair(candidate(), other.candidate()));
        }

        @Override
        public ExposureLedger ledger() {
            return ledger;
        }

        @Override
        public IceStatistics statistics() {
            return IceStatistics.NONE;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
