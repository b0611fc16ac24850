package io.calling.testkit;

import io.calling.CallAgent;
import io.calling.PeerId;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.testkit.await.Eventually;
import io.calling.testkit.net.VirtualLink;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Alice and Bob, each with an agent of their own, and a relay between them: whole calls in a few
 * lines. The two share nothing but a {@link FakeSignaling} channel and the network.
 *
 * <pre>{@code
 * try (CallPair pair = CallPair.onLoopback()) {
 *     pair.connect();
 *     pair.bob().awaitHearing(pair.alice().tone());
 *     pair.alice().call().hangUp();
 *     pair.bob().awaitEnd();
 * }
 * }</pre>
 */
public final class CallPair implements AutoCloseable {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");
    private static final String PASSWORD = "a password for tests";

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final @Nullable VirtualNetwork world;
    private final Duration patience;
    private final EmbeddedRelay relay;
    private final FakeSignaling signaling;
    private final Party alice;
    private final Party bob;

    private CallPair(Builder builder) throws IOException {
        this.world = builder.world;
        this.patience = builder.patience;
        Network relayNetwork = network("relay", "203.0.113.9");
        this.relay = startRelay(builder, relayNetwork);
        this.signaling = new FakeSignaling(relayNetwork);
        this.alice =
                party(
                        builder,
                        ALICE,
                        "192.0.2.17",
                        new TestTone(1),
                        builder.relaysOfAlice,
                        builder.alice);
        this.bob =
                party(
                        builder,
                        BOB,
                        "198.51.100.34",
                        new TestTone(2),
                        builder.relaysOfBob,
                        builder.bob);
    }

    /** A pair on loopback sockets of the machine, with the defaults. */
    public static CallPair onLoopback() {
        return builder().start();
    }

    /** A pair on a virtual network, which it closes. */
    public static CallPair on(VirtualNetwork world) {
        return builder().on(world).start();
    }

    /** Starts with the defaults: loopback, relay-only, each a contact of the other. */
    public static Builder builder() {
        return new Builder();
    }

    private Network network(String name, String address) throws IOException {
        Network network = world == null ? NioNetwork.open() : world.host(name, address).network();
        opened.push(network);
        return network;
    }

    private EmbeddedRelay startRelay(Builder builder, Network network) throws IOException {
        EmbeddedRelay.Builder relays =
                EmbeddedRelay.builder()
                        .network(network)
                        .user(ALICE.value(), PASSWORD)
                        .user(BOB.value(), PASSWORD);
        if (world != null) {
            relays.listen(new InetSocketAddress(network.localAddresses().get(0), 3478));
        }
        EmbeddedRelay started = builder.relay.apply(relays).start();
        opened.push(started);
        return started;
    }

    private Party party(
            Builder builder,
            PeerId id,
            String address,
            TestTone tone,
            Function<EmbeddedRelay, RelayProvider> relays,
            UnaryOperator<CallAgent.Builder> options)
            throws IOException {
        Network network = network(id.value(), address);
        CallAgent.Builder usual =
                CallAgent.builder()
                        .network(network)
                        .signaling(signaling.channel(id))
                        .relays(relays.apply(relay))
                        .facts(peer -> CallerFacts.of(peer, Relation.CONTACT));
        CallAgent agent = options.apply(builder.agents.apply(usual)).build();
        opened.push(agent);
        return new Party(this, id, agent, tone, link(id));
    }

    private @Nullable VirtualLink link(PeerId id) {
        return world == null ? null : world.host(id.value()).link();
    }

    /** Who calls, in most tests. */
    public Party alice() {
        return alice;
    }

    /** Who is called, in most tests. */
    public Party bob() {
        return bob;
    }

    /** The relay of both. */
    public EmbeddedRelay relay() {
        return relay;
    }

    /** The channel between the two. */
    public FakeSignaling signaling() {
        return signaling;
    }

    /** The virtual network, if the pair is on one. */
    public Optional<VirtualNetwork> virtualNetwork() {
        return Optional.ofNullable(world);
    }

    /** How long its waits take at most, unless told otherwise. */
    public Duration patience() {
        return patience;
    }

    /** Alice calls, Bob accepts, both become active; fails the test otherwise. */
    public void connect() {
        alice.place(BOB);
        bob.accept();
        alice.awaitActive();
        bob.awaitActive();
    }

    /**
     * Lets time pass, virtual or real, until the condition holds.
     *
     * @return whether it does
     */
    public boolean await(Duration limit, BooleanSupplier condition) {
        return world != null ? world.await(limit, condition) : Eventually.holds(limit, condition);
    }

    /** Lets time pass, virtual or real. */
    public void pass(Duration time) {
        await(time, () -> false);
    }

    /** Waits for something; fails the test where it does not come. */
    public void expect(String what, BooleanSupplier condition) {
        expect(what, patience, condition);
    }

    /** Waits for something; fails the test where it does not come. */
    public void expect(String what, Duration limit, BooleanSupplier condition) {
        if (!await(limit, condition)) {
            throw new AssertionError("waited " + limit + " in vain for " + what);
        }
    }

    /**
     * Ends the agents, then the relay, then the networks; fails the test where an agent was about
     * to send what a private call must not. Idempotent.
     */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
            settle();
        }
        if (world != null) {
            world.close();
        }
        alice.assertNothingWasRefused();
        bob.assertNothingWasRefused();
    }

    // An agent on a test clock says goodbye when the clock runs; what it needs for that is still
    // up.
    private void settle() {
        if (world != null) {
            world.settle();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the pair does not close", e);
        }
    }

    /** Collects what a pair is made of. */
    public static final class Builder {
        private @Nullable VirtualNetwork world;
        private Duration patience = Duration.ofSeconds(15);
        private UnaryOperator<EmbeddedRelay.Builder> relay = UnaryOperator.identity();
        private Function<EmbeddedRelay, RelayProvider> relaysOfAlice = relaysOf(ALICE);
        private Function<EmbeddedRelay, RelayProvider> relaysOfBob = relaysOf(BOB);
        private UnaryOperator<CallAgent.Builder> agents = UnaryOperator.identity();
        private UnaryOperator<CallAgent.Builder> alice = UnaryOperator.identity();
        private UnaryOperator<CallAgent.Builder> bob = UnaryOperator.identity();

        private Builder() {}

        private static Function<EmbeddedRelay, RelayProvider> relaysOf(PeerId id) {
            return relay -> RelayProvider.of(relay.server(id.value()));
        }

        /** On a virtual network, which the pair closes; loopback unless told. */
        public Builder on(VirtualNetwork value) {
            this.world = value;
            return this;
        }

        /** How long waits take at most. */
        public Builder patience(Duration value) {
            this.patience = value;
            return this;
        }

        /** Another relay. */
        public Builder relay(UnaryOperator<EmbeddedRelay.Builder> options) {
            this.relay = options;
            return this;
        }

        /** Other relays, or other credentials, for Alice than those of the pair's relay. */
        public Builder relaysOfAlice(Function<EmbeddedRelay, RelayProvider> relays) {
            this.relaysOfAlice = relays;
            return this;
        }

        /** Other relays, or other credentials, for Bob than those of the pair's relay. */
        public Builder relaysOfBob(Function<EmbeddedRelay, RelayProvider> relays) {
            this.relaysOfBob = relays;
            return this;
        }

        /** Other agents, both of them. */
        public Builder agents(UnaryOperator<CallAgent.Builder> options) {
            this.agents = options;
            return this;
        }

        /** Another agent for Alice. */
        public Builder alice(UnaryOperator<CallAgent.Builder> options) {
            this.alice = options;
            return this;
        }

        /** Another agent for Bob. */
        public Builder bob(UnaryOperator<CallAgent.Builder> options) {
            this.bob = options;
            return this;
        }

        /**
         * Starts the pair.
         *
         * @throws UncheckedIOException if the system gives no socket
         */
        public CallPair start() {
            try {
                return new CallPair(this);
            } catch (IOException e) {
                throw new UncheckedIOException("the pair cannot be started", e);
            }
        }
    }
}
