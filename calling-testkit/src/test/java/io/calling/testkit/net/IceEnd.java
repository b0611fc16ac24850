package io.calling.testkit.net;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceConfig;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceTransport;
import io.calling.ice.IceTransports;
import io.calling.ice.SelectedPair;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.Network;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One end of a path that the real ice4j agent looks for over a virtual network. */
final class IceEnd implements IceTransport.Listener, AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(30);

    final List<SelectedPair> pairs = new CopyOnWriteArrayList<>();
    private final IceTransport transport;
    private @Nullable IceEnd peer;
    private volatile @Nullable IceFailure failure;

    IceEnd(Network network, UnaryOperator<IceConfig.Builder> options) {
        IceConfig.Builder usual =
                IceConfig.builder(network)
                        .policy(TransportPolicy.ALL)
                        .gatherDeadline(LONG)
                        .connectDeadline(LONG);
        transport = IceTransports.create(options.apply(usual).build(), this);
    }

    /** Lets each tell the other its candidates as they come, and check them. */
    static void connect(IceEnd one, IceEnd other) {
        one.peer = other;
        other.peer = one;
        one.transport.gather();
        other.transport.gather();
        one.transport.connect(IceRole.CONTROLLING, other.transport.localCredentials());
        other.transport.connect(IceRole.CONTROLLED, one.transport.localCredentials());
    }

    /** Whether a pair is in use. */
    boolean isConnected() {
        return transport.selectedPair().isPresent();
    }

    /** Whether the pair in use has no relay in it. */
    boolean isDirect() {
        return transport.selectedPair().filter(IceEnd::isDirect).isPresent();
    }

    /** Whether any pair that was ever in use had no relay in it. */
    boolean wasEverDirect() {
        return pairs.stream().anyMatch(IceEnd::isDirect);
    }

    private static boolean isDirect(SelectedPair pair) {
        return pair.local().type() != CandidateType.RELAYED
                && pair.remote().type() != CandidateType.RELAYED;
    }

    /** The type of the peer's candidate in the pair in use. */
    CandidateType remoteType() {
        return transport.selectedPair().orElseThrow().remote().type();
    }

    @Nullable IceFailure failure() {
        return failure;
    }

    /** What became of it, for a test that fails. */
    String story() {
        return failure + " after " + pairs + " with " + transport.statistics();
    }

    @Override
    public void onLocalCandidate(Candidate candidate) {
        if (peer != null) {
            peer.transport.addRemoteCandidates(List.of(candidate));
        }
    }

    @Override
    public void onGatheringComplete() {}

    @Override
    public void onSelectedPair(SelectedPair pair) {
        pairs.add(pair);
    }

    @Override
    public void onData(byte[] buffer, int offset, int length) {}

    @Override
    public void onFailed(IceFailure reason) {
        failure = reason;
    }

    @Override
    public void close() {
        transport.close();
    }
}
