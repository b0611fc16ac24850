package io.calling.ice;

import io.calling.ice.internal.Ice4jSettings;
import io.calling.ice.net.Network;
import io.calling.ice.testing.Await;
import io.calling.ice.turn.RelayProvider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** One side of a call in a test: a transport, and everything that it said. */
final class IceParty implements IceTransport.Listener, AutoCloseable {
    final IceSession transport;
    final List<Candidate> candidates = new CopyOnWriteArrayList<>();
    final List<SelectedPair> pairs = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> gathered = new CompletableFuture<>();
    final CompletableFuture<SelectedPair> connected = new CompletableFuture<>();
    final CompletableFuture<IceFailure> failed = new CompletableFuture<>();
    final Queue<String> received = new ConcurrentLinkedQueue<>();
    final AtomicInteger peerChecked = new AtomicInteger();
    final AtomicInteger interruptions = new AtomicInteger();
    private volatile IceParty trickleTo;

    IceParty(Network network, Gathering.Relays relays) {
        this(network, relays, builder -> builder);
    }

    IceParty(
            Network network,
            Gathering.Relays relays,
            UnaryOperator<IceConfig.Builder> configuration) {
        IceConfig.Builder builder =
                IceConfig.builder(network).relays(RelayProvider.of(FakeRelays.SERVER));
        Ice4jSettings.apply();
        transport = new IceSession(configuration.apply(builder).build(), this, relays);
    }

    IceParty gather() {
        transport.gather();
        await(gathered);
        return this;
    }

    /** Exchanges candidates and credentials, and starts checks on both sides. */
    static void connect(IceParty controlling, IceParty controlled) {
        controlled.transport.addRemoteCandidates(controlling.candidates);
        controlling.transport.addRemoteCandidates(controlled.candidates);
        controlled.transport.connect(IceRole.CONTROLLED, controlling.transport.localCredentials());
        controlling.transport.connect(IceRole.CONTROLLING, controlled.transport.localCredentials());
    }

    /** Whether a pair was selected, and chosen by the controlling side: ice4j has done its work. */
    boolean isSettled() {
        return connected.isDone() && transport.isNominated();
    }

    /** From now on every candidate goes to the other side as it comes. */
    void trickleTo(IceParty other) {
        trickleTo = other;
        other.transport.addRemoteCandidates(candidates);
    }

    boolean send(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[IceTransport.HEADROOM + payload.length];
        System.arraycopy(payload, 0, buffer, IceTransport.HEADROOM, payload.length);
        return transport.send(buffer, IceTransport.HEADROOM, payload.length);
    }

    String receive() {
        Await.until("a datagram was received", () -> !received.isEmpty());
        return received.remove();
    }

    static <T> T await(CompletableFuture<T> event) {
        return Await.result(event);
    }

    /** Waits for a state that no event tells. */
    static void awaitUntil(BooleanSupplier state) {
        Await.until("the state of the test's condition", state);
    }

    @Override
    public void onLocalCandidate(Candidate candidate) {
        candidates.add(candidate);
        IceParty other = trickleTo;
        if (other != null) {
            other.transport.addRemoteCandidates(List.of(candidate));
        }
    }

    @Override
    public void onGatheringComplete() {
        gathered.complete(null);
    }

    @Override
    public void onPeerChecked() {
        peerChecked.incrementAndGet();
    }

    @Override
    public void onSelectedPair(SelectedPair pair) {
        pairs.add(pair);
        connected.complete(pair);
    }

    @Override
    public void onData(byte[] buffer, int offset, int length) {
        received.add(
                new String(
                        Arrays.copyOfRange(buffer, offset, offset + length),
                        StandardCharsets.UTF_8));
    }

    @Override
    public void onInterrupted() {
        interruptions.incrementAndGet();
    }

    @Override
    public void onFailed(IceFailure failure) {
        failed.complete(failure);
    }

    @Override
    public void close() {
        transport.close();
    }
}
