package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceStatistics;
import io.calling.ice.IceTransport;
import io.calling.ice.SelectedPair;
import io.calling.ice.exposure.ExposureLedger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transport that can be exchanged for a new one: what is sent takes the old path until the new
 * one has a pair, and everything else concerns the new one. On the loop, but for {@link #send}.
 */
final class RenewableTransport implements IceTransport {
    private final Function<Listener, IceTransport> factory;
    private final Events listener;
    private volatile IceTransport current;
    private volatile @Nullable IceTransport next;
    private boolean currentFailed;
    private IceStatistics earlier = IceStatistics.NONE;

    /** What is told of the two; a failure of the one in use, while alone, as of any transport. */
    interface Events extends Listener {
        /** The one that was opened beside the one in use has failed. */
        void onNextFailed(IceFailure failure);

        /** The one in use has failed, while another one stands beside it. */
        void onCurrentFailed(IceFailure failure);
    }

    RenewableTransport(Function<Listener, IceTransport> factory, Events listener) {
        this.factory = factory;
        this.listener = listener;
        this.current = open();
    }

    /** Opens a new transport. One that was opened before and found no pair yet is given up. */
    void renew() {
        IceTransport unfinished = next;
        next = open();
        if (unfinished != null) {
            unfinished.close();
        }
    }

    /** Whether one stands beside the one in use. */
    boolean hasNext() {
        return next != null;
    }

    /**
     * Gives up the one that was opened beside the one in use.
     *
     * @return whether that goes on; false where it has failed meanwhile
     */
    boolean giveUpNext() {
        IceTransport unfinished = next;
        next = null;
        if (unfinished != null) {
            unfinished.close();
        }
        return !currentFailed;
    }

    private IceTransport open() {
        FromTransport events = new FromTransport();
        IceTransport opened = factory.apply(events);
        events.source = opened;
        return opened;
    }

    private IceTransport latest() {
        return next == null ? current : next;
    }

    @Override
    public IceCredentials localCredentials() {
        return latest().localCredentials();
    }

    @Override
    public List<Candidate> localCandidates() {
        return latest().localCandidates();
    }

    @Override
    public void gather() {
        latest().gather();
    }

    @Override
    public void admitPeersOfOurRelays() {
        latest().admitPeersOfOurRelays();
    }

    @Override
    public void connect(IceRole role, IceCredentials remote) {
        latest().connect(role, remote);
    }

    @Override
    public IceCredentials restart() {
        return latest().restart();
    }

    @Override
    public void permitDirect() {
        latest().permitDirect();
    }

    @Override
    public void relayOnly() {
        IceTransport coming = next;
        if (coming != null) {
            coming.relayOnly();
        }
        current.relayOnly();
    }

    @Override
    public void networkChanged() {
        latest().networkChanged();
    }

    @Override
    public void addRemoteCandidates(List<Candidate> candidates) {
        latest().addRemoteCandidates(candidates);
    }

    @Override
    public void addRemoteCandidateLines(List<String> lines) {
        latest().addRemoteCandidateLines(lines);
    }

    @Override
    public void endOfRemoteCandidates() {
        latest().endOfRemoteCandidates();
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        return current.send(buffer, offset, length);
    }

    @Override
    public Optional<SelectedPair> selectedPair() {
        return current.selectedPair();
    }

    @Override
    public ExposureLedger ledger() {
        return current.ledger();
    }

    /** Counted from the beginning of the path in use. */
    @Override
    public IceStatistics statistics() {
        return current.statistics();
    }

    /** Counted over all paths that were in use; on the loop. */
    IceStatistics total() {
        return earlier.plus(current.statistics());
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
        current.close();
    }

    /** Passes on what one of the two tells, as long as it is one of the two. */
    private final class FromTransport implements Listener {
        private @Nullable IceTransport source;

        @Override
        public void onLocalCandidate(Candidate candidate) {
            if (source == latest()) {
                listener.onLocalCandidate(candidate);
            }
        }

        @Override
        public void onGatheringComplete() {
            if (source == latest()) {
                listener.onGatheringComplete();
            }
        }

        @Override
        public void onSelectedPair(SelectedPair pair) {
            IceTransport chosen = source;
            if (chosen != null && chosen == next) {
                earlier = earlier.plus(current.statistics());
                current.close();
                current = chosen;
                currentFailed = false;
                next = null;
            }
            if (source == latest()) {
                listener.onSelectedPair(pair);
            }
        }

        @Override
        public void onPeerChecked() {
            if (source == current && next == null) {
                listener.onPeerChecked();
            }
        }

        @Override
        public void onInterrupted() {
            if (source == current && next == null) {
                listener.onInterrupted();
            }
        }

        @Override
        public void onConsent() {
            if (source == current || source == next) {
                listener.onConsent();
            }
        }

        @Override
        public void onData(byte[] buffer, int offset, int length) {
            if (source == current || source == next) {
                listener.onData(buffer, offset, length);
            }
        }

        @Override
        public void onFailed(IceFailure failure) {
            if (source == current) {
                currentFailed = true;
                if (next == null) {
                    listener.onFailed(failure);
                } else {
                    listener.onCurrentFailed(failure);
                }
            } else if (source == next) {
                listener.onNextFailed(failure);
            }
        }
    }
}
