package io.calling.testkit;

import io.calling.CallAgent;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallLimits;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import io.calling.testkit.story.Audience;
import io.calling.testkit.story.CallStory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
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

    private final Stage stage;
    private final Duration patience;
    private final Party alice;
    private final Party bob;

    private CallPair(Builder builder) throws IOException {
        this.patience = builder.patience;
        this.stage = new Stage(builder.world, builder.relays, builder.relay, ALICE, BOB);
        Audience.offer(this::story);
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

    /**
     * A pair on a virtual network under a test clock: no time passes but the clock's, and one seed
     * has one course of events.
     *
     * <p>Relays, permissions, consent, DTLS, SRTP and media are the real ones, and so are the rules
     * on candidates, the egress guard and the ledger. What this does not exercise are ice4j's
     * connectivity checks, whose order and pace come from threads: a small stand-in sends them. Nor
     * does it exercise real sockets, the threads of an agent, or signing keys drawn from the
     * system's randomness. {@link #on} a network in real time, and {@link #onLoopback}, do.
     */
    public static CallPair inTestTime(long seed) {
        return builder().inTestTime(seed).start();
    }

    /**
     * Starts with the defaults: loopback, relay-only, each a contact of the other, and no limit to
     * how often they may call, since tests do so in no time.
     */
    public static Builder builder() {
        return new Builder();
    }

    private Party party(
            Builder builder,
            PeerId id,
            String address,
            TestTone tone,
            @Nullable Function<EmbeddedRelay, RelayProvider> own,
            UnaryOperator<CallAgent.Builder> options)
            throws IOException {
        RelayProvider relays = own != null ? own.apply(relay()) : stage.relaysFor(id);
        CallAgent.Builder usual =
                CallAgent.builder()
                        .network(stage.network(id.value(), address))
                        .signaling(stage.signaling().channel(id))
                        .relays(relays)
                        .limits(CallLimits.NONE)
                        .facts(peer -> CallerFacts.of(peer, Relation.CONTACT));
        CallAgent agent = stage.keep(options.apply(builder.agents.apply(usual)).build());
        return new Party(this, id, agent, tone, stage.link(id));
    }

    /** Who calls, in most tests. */
    public Party alice() {
        return alice;
    }

    /** Who is called, in most tests. */
    public Party bob() {
        return bob;
    }

    /** The relay of both, the first where there are several. */
    public EmbeddedRelay relay() {
        return relay(1);
    }

    /**
     * One of the relays.
     *
     * @param number counts from 1
     */
    public EmbeddedRelay relay(int number) {
        return stage.relays().get(number - 1);
    }

    /**
     * Somebody without an agent, whom the test tells what to say; see {@link Attack}.
     *
     * @param name as signaling says it, and of the host
     * @param address of the host
     * @throws IllegalStateException if the pair is on real sockets
     */
    public VirtualPeer stranger(String name, String address) {
        VirtualNetwork virtual = network();
        try {
            VirtualHost host = virtual.host(name, address);
            return new VirtualPeer(PeerId.of(name), virtual, host, signaling());
        } catch (IOException e) {
            throw new UncheckedIOException("the stranger has no socket", e);
        }
    }

    /** The channel between the two. */
    public FakeSignaling signaling() {
        return stage.signaling();
    }

    /** The virtual network, if the pair is on one. */
    public Optional<VirtualNetwork> virtualNetwork() {
        return stage.world();
    }

    /**
     * The virtual network.
     *
     * @throws IllegalStateException if the pair is on real sockets
     */
    public VirtualNetwork network() {
        return stage.world()
                .orElseThrow(
                        () -> new IllegalStateException("the pair is not on a virtual network"));
    }

    /** How much time has passed since the pair was made, virtual or real. */
    public Duration elapsed() {
        return stage.elapsed();
    }

    /** Notes what happened to a party, for the story. */
    void tell(PeerId who, String text) {
        stage.tell(who, text);
    }

    /** What happened so far: states, messages, and on a virtual network every packet. */
    public CallStory story() {
        return stage.story("The story of " + ALICE + " and " + BOB);
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
        return stage.await(limit, condition);
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
        stage.close();
        alice.assertNothingWasRefused();
        bob.assertNothingWasRefused();
    }

    /** Collects what a pair is made of. */
    public static final class Builder {
        private @Nullable VirtualNetwork world;
        private Duration patience = Duration.ofSeconds(15);
        private UnaryOperator<EmbeddedRelay.Builder> relay = UnaryOperator.identity();
        private int relays = 1;
        private @Nullable Function<EmbeddedRelay, RelayProvider> relaysOfAlice;
        private @Nullable Function<EmbeddedRelay, RelayProvider> relaysOfBob;
        private UnaryOperator<CallAgent.Builder> agents = UnaryOperator.identity();
        private UnaryOperator<CallAgent.Builder> alice = UnaryOperator.identity();
        private UnaryOperator<CallAgent.Builder> bob = UnaryOperator.identity();

        private Builder() {}

        /** On a virtual network, which the pair closes; loopback unless told. */
        public Builder on(VirtualNetwork value) {
            this.world = value;
            return this;
        }

        /** On a virtual network under a test clock: no time passes, and one seed has one course. */
        public Builder inTestTime(long seed) {
            return on(VirtualNetwork.on(new TestClock(), seed));
        }

        /** How long waits take at most. */
        public Builder patience(Duration value) {
            this.patience = value;
            return this;
        }

        /** So many relays, which both may use, the first before the others. */
        public Builder relays(int count) {
            if (count < 1 || count > 100) {
                throw new IllegalArgumentException("relays: 1 to 100, not " + count);
            }
            this.relays = count;
            return this;
        }

        /** Other relays than the usual ones, each of them. */
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
