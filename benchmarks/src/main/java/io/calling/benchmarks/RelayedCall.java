package io.calling.benchmarks;

import io.calling.ice.Candidate;
import io.calling.ice.IceConfig;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceTransport;
import io.calling.ice.IceTransports;
import io.calling.ice.SelectedPair;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Two relayed agents that have found each other; candidates trickle. */
final class RelayedCall implements AutoCloseable {
    private final CompletableFuture<Long> connectedNanos = new CompletableFuture<>();
    private final AtomicInteger toConnect = new AtomicInteger(2);
    private final IceTransport caller;
    private final IceTransport callee;
    private final long startNanos = System.nanoTime();

    RelayedCall(Network network, RelayProvider relays) {
        End callerEnd = new End();
        End calleeEnd = new End();
        caller = transport(network, relays, callerEnd);
        callee = transport(network, relays, calleeEnd);
        callerEnd.other = callee;
        calleeEnd.other = caller;
        caller.connect(IceRole.CONTROLLING, callee.localCredentials());
        callee.connect(IceRole.CONTROLLED, caller.localCredentials());
        caller.gather();
        callee.gather();
    }

    private static IceTransport transport(Network network, RelayProvider relays, End end) {
        return IceTransports.create(IceConfig.builder(network).relays(relays).build(), end);
    }

    /** From the start until both agents had a pair. */
    CompletableFuture<Long> connectedNanos() {
        return connectedNanos;
    }

    @Override
    public void close() {
        caller.close();
        callee.close();
    }

    private final class End implements IceTransport.Listener {
        private volatile @Nullable IceTransport other;
        private boolean connected;

        @Override
        public void onLocalCandidate(Candidate candidate) {
            IceTransport peer = other;
            if (peer != null) {
                peer.addRemoteCandidates(List.of(candidate));
            }
        }

        @Override
        public void onGatheringComplete() {}

        @Override
        public void onSelectedPair(SelectedPair pair) {
            if (!connected) {
                connected = true;
                if (toConnect.decrementAndGet() == 0) {
                    connectedNanos.complete(System.nanoTime() - startNanos);
                }
            }
        }

        @Override
        public void onData(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(IceFailure failure) {
            connectedNanos.completeExceptionally(new IllegalStateException(failure.name()));
        }
    }
}
