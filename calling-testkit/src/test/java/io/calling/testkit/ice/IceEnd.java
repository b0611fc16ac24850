package io.calling.testkit.ice;

import io.calling.ice.Candidate;
import io.calling.ice.IceConfig;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceTransport;
import io.calling.ice.IceTransports;
import io.calling.ice.SelectedPair;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.testkit.net.VirtualHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One end of a call on a virtual host, down to its transport: sends a datagram of a voice's size
 * every few milliseconds, and notes the longest silence that it hears. Driven by a test clock, so
 * everything happens on the test's thread.
 */
final class IceEnd implements IceTransport.Listener, AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(60);
    private static final int FRAME_BYTES = 172;

    final List<Candidate> candidates = new ArrayList<>();
    final List<SelectedPair> pairs = new ArrayList<>();
    final IceTransport transport;
    IceFailure failure;
    Duration failedAfter;
    private final Network network;
    private IceEnd other;
    private boolean gathered;
    private boolean closed;
    private long startNanos;
    private long heardNanos;
    private long longestNanos;
    private long heard;

    IceEnd(VirtualHost host, RelayProvider relays) {
        this(host, relays, builder -> builder);
    }

    IceEnd(VirtualHost host, RelayProvider relays, UnaryOperator<IceConfig.Builder> configuration) {
        this.network = host.network();
        IceConfig.Builder builder = IceConfig.builder(network).relays(relays);
        this.transport = IceTransports.create(configuration.apply(builder).build(), this);
    }

    /** Connects two ends; candidates trickle both ways, now and later, and both begin to talk. */
    static void connect(IceEnd controlling, IceEnd controlled) {
        controlling.other = controlled;
        controlled.other = controlling;
        controlling.transport.connect(IceRole.CONTROLLING, controlled.transport.localCredentials());
        controlled.transport.connect(IceRole.CONTROLLED, controlling.transport.localCredentials());
        for (IceEnd end : List.of(controlling, controlled)) {
            end.transport.gather();
            end.network.execute(end::talk);
        }
    }

    private void talk() {
        if (!closed) {
            byte[] buffer = new byte[IceTransport.HEADROOM + FRAME_BYTES];
            transport.send(buffer, IceTransport.HEADROOM, FRAME_BYTES);
            network.schedule(FRAME.toNanos(), this::talk);
        }
    }

    boolean isGathered() {
        return gathered;
    }

    boolean isConnected() {
        return !pairs.isEmpty();
    }

    /** Datagrams of the other end's. */
    long heard() {
        return heard;
    }

    /** Begins to measure: silence before now counts no more. */
    void listen() {
        startNanos = network.nanoTime();
        heardNanos = startNanos;
        longestNanos = 0;
    }

    /** The longest silence since {@link #listen}, one that lasts included. */
    Duration longestSilence() {
        return Duration.ofNanos(Math.max(longestNanos, network.nanoTime() - heardNanos));
    }

    @Override
    public void onLocalCandidate(Candidate candidate) {
        candidates.add(candidate);
        if (other != null) {
            other.transport.addRemoteCandidates(List.of(candidate));
        }
    }

    @Override
    public void onGatheringComplete() {
        gathered = true;
        if (other != null) {
            other.transport.endOfRemoteCandidates();
        }
    }

    @Override
    public void onSelectedPair(SelectedPair pair) {
        pairs.add(pair);
    }

    @Override
    public void onData(byte[] buffer, int offset, int length) {
        long now = network.nanoTime();
        longestNanos = Math.max(longestNanos, now - heardNanos);
        heardNanos = now;
        heard++;
    }

    @Override
    public void onFailed(IceFailure reason) {
        failure = reason;
        failedAfter = Duration.ofNanos(network.nanoTime() - startNanos);
    }

    @Override
    public void close() {
        closed = true;
        transport.close();
    }
}
