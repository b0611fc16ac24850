package io.calling.ice;

import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** One side of a call in a test: a transport, and everything that it said. */
final class IceParty implements IceTransport.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final IceTransport transport;
    final List<Candidate> candidates = new CopyOnWriteArrayList<>();
    final List<SelectedPair> pairs = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> gathered = new CompletableFuture<>();
    final CompletableFuture<SelectedPair> connected = new CompletableFuture<>();
    final CompletableFuture<IceFailure> failed = new CompletableFuture<>();
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
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
        io.calling.ice.internal.Ice4jSettings.apply();
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

    /** From now on every candidate goes to the other side as it comes. */
    void trickleTo(IceParty other) {
        trickleTo = other;
        other.transport.addRemoteCandidates(candidates);
    }

    void send(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[IceTransport.HEADROOM + payload.length];
        System.arraycopy(payload, 0, buffer, IceTransport.HEADROOM, payload.length);
        transport.send(buffer, IceTransport.HEADROOM, payload.length);
    }

    String receive() {
        try {
            String text = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("nothing was received");
            }
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T await(CompletableFuture<T> event) {
        try {
            return event.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            throw new AssertionError("it did not happen", e);
        }
    }

    /** Waits for a condition that no event tells. */
    static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not become true");
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
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
    public void onFailed(IceFailure failure) {
        failed.complete(failure);
    }

    @Override
    public void close() {
        transport.close();
    }
}
