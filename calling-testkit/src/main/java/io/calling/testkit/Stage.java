package io.calling.testkit;

import io.calling.PeerId;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.await.Eventually;
import io.calling.testkit.net.Payload;
import io.calling.testkit.net.VirtualLink;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import io.calling.testkit.story.CallStory;
import io.calling.testkit.story.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the parties of a test share: a network, relays, a channel; and all that has to be closed.
 */
final class Stage implements AutoCloseable {
    private static final String PASSWORD = "a password for tests";
    private static final int RELAY_PORT = 3478;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final @Nullable VirtualNetwork world;
    private final List<EmbeddedRelay> relays = new ArrayList<>();
    private final Queue<Step> told = new ConcurrentLinkedQueue<>();
    private final FakeSignaling signaling;
    private final Network clock;
    private final long originNanos;

    Stage(
            @Nullable VirtualNetwork world,
            int relayCount,
            UnaryOperator<EmbeddedRelay.Builder> options,
            PeerId... users)
            throws IOException {
        this.world = world;
        this.clock = network("relay", "203.0.113.9");
        relays.add(startRelay(clock, options, users));
        for (int i = 2; i <= relayCount; i++) {
            Network further = network("relay-" + i, "203.0.113." + (8 + i));
            relays.add(startRelay(further, options, users));
        }
        this.originNanos = clock.nanoTime();
        this.signaling = new FakeSignaling(clock);
        signaling.observe(this::watch);
    }

    private void watch(SignaledMessage message) {
        told.add(step(message, order()));
        if (world != null) {
            byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
            world.log().inspect(message.to().value(), Payload.copyOf(text, 0, text.length));
        }
    }

    /** How many packets there were so far. */
    long order() {
        return world == null ? 0 : world.log().added();
    }

    /** A network for one more host. */
    Network network(String name, String address) throws IOException {
        VirtualNetwork virtual = world;
        return virtual == null ? keep(NioNetwork.open()) : keep(host(virtual, name, address));
    }

    private static Network host(VirtualNetwork virtual, String name, String address) {
        return virtual.host(name, address).network();
    }

    private EmbeddedRelay startRelay(
            Network network, UnaryOperator<EmbeddedRelay.Builder> options, PeerId... users)
            throws IOException {
        EmbeddedRelay.Builder relay = EmbeddedRelay.builder().network(network);
        for (PeerId user : users) {
            relay.user(user.value(), PASSWORD);
        }
        if (world != null) {
            relay.listen(new InetSocketAddress(network.localAddresses().get(0), RELAY_PORT));
        }
        return keep(options.apply(relay).start());
    }

    /** Closes it in the end, before what was opened earlier. */
    <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    List<EmbeddedRelay> relays() {
        return relays;
    }

    /** All relays, with the credentials of one user. */
    RelayProvider relaysFor(PeerId user) {
        return RelayProvider.of(
                relays.stream().map(r -> r.server(user.value())).toArray(RelayServer[]::new));
    }

    FakeSignaling signaling() {
        return signaling;
    }

    Optional<VirtualNetwork> world() {
        return Optional.ofNullable(world);
    }

    @Nullable VirtualLink link(PeerId id) {
        return world == null ? null : world.host(id.value()).link();
    }

    Duration elapsed() {
        return Duration.ofNanos(clock.nanoTime() - originNanos);
    }

    boolean await(Duration limit, BooleanSupplier condition) {
        return world != null ? world.await(limit, condition) : Eventually.holds(limit, condition);
    }

    /** Notes what happened to somebody. */
    void tell(PeerId who, String text) {
        String name = who.value();
        told.add(Step.once(elapsed(), order(), name, name, Step.Kind.STATE, text));
    }

    /** What happened so far. */
    CallStory story(String title) {
        List<Step> steps = new ArrayList<>(told);
        signaling.messages().stream()
                .filter(message -> message.delivered() == 0)
                .forEach(message -> steps.add(step(message, 0).lostOnTheWay()));
        return world == null ? CallStory.of(title, steps) : CallStory.of(title, world, steps);
    }

    private static Step step(SignaledMessage message, long order) {
        return Step.once(
                message.at(),
                order,
                message.from().value(),
                message.to().value(),
                Step.Kind.SIGNALING,
                message.kind());
    }

    /** Ends the agents, then the relays, then the networks. Idempotent. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
            settle();
        }
        if (world != null) {
            world.close();
        }
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
            throw new IllegalStateException("a part of the stage does not close", e);
        }
    }
}
