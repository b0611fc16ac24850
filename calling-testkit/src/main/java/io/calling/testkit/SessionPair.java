package io.calling.testkit;

import io.calling.CallState;
import io.calling.PeerId;
import io.calling.WebRtcSession;
import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.testkit.net.Payload;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Alice and Bob, each with a {@link io.calling.WebRtcEndpoint}, and a session between them through
 * a relay: what an application does with the tracks of a call with a browser, tested without one.
 * The network is virtual and the clock is the test's, as in {@link CallPair#inTestTime}.
 *
 * <pre>{@code
 * try (SessionPair pair = SessionPair.inTestTime(1, MediaKind.AUDIO)) {
 *     pair.connect();
 *     pair.bob().track(MediaKind.AUDIO).onPackets(recorder);
 *     pair.alice().track(MediaKind.AUDIO).send(111, false, 1, 0, packet, 0, packet.length);
 *     pair.expect("the packet", recorder::hasHeard);
 * }
 * }</pre>
 */
public final class SessionPair implements AutoCloseable {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VirtualNetwork world;
    private final Set<MediaKind> kinds;
    private final Stage stage;
    private final SessionParty alice;
    private final SessionParty bob;

    private SessionPair(VirtualNetwork world, Set<MediaKind> kinds) throws IOException {
        this.world = world;
        this.kinds = kinds;
        this.stage = new Stage(world, 1, UnaryOperator.identity(), ALICE, BOB);
        this.alice = party(ALICE, "192.0.2.17");
        this.bob = party(BOB, "198.51.100.34");
    }

    /**
     * A pair that is not connected yet, so that its links can be made worse before.
     *
     * @param seed one has one course of events
     * @param kinds what the session is to have: sound, pictures or both
     */
    public static SessionPair inTestTime(long seed, MediaKind... kinds) {
        Set<MediaKind> all = EnumSet.noneOf(MediaKind.class);
        all.addAll(Arrays.asList(kinds));
        VirtualNetwork world = VirtualNetwork.on(new TestClock(), seed);
        try {
            return new SessionPair(world, all);
        } catch (IOException e) {
            throw new UncheckedIOException("the relay of the pair does not start", e);
        }
    }

    private SessionParty party(PeerId id, String address) throws IOException {
        Network network = stage.network(id.value(), address);
        SessionParty party = new SessionParty(world.host(id.value()), network, stage.relaysFor(id));
        stage.keep(party.endpoint());
        return party;
    }

    /** Alice offers, Bob answers, both become active; fails the test otherwise. */
    public void connect() {
        try {
            WebRtcSession offered = alice.offer(kinds);
            WebRtcSession answered = bob.answer(carry(BOB, offered.localDescription()), kinds);
            offered.accept(carry(ALICE, answered.localDescription()));
        } catch (Exception e) {
            throw new AssertionError("the two do not understand each other", e);
        }
        expect("Alice to be in the session", () -> isActive(alice));
        expect("Bob to be in the session", () -> isActive(bob));
    }

    /** What a description tells is looked through as what packets tell is. */
    private String carry(PeerId to, CompletionStage<String> description) {
        String sdp = await(description);
        byte[] bytes = sdp.getBytes(StandardCharsets.UTF_8);
        world.log().inspect(to.value(), Payload.copyOf(bytes, 0, bytes.length));
        return sdp;
    }

    private static boolean isActive(SessionParty party) {
        return party.session().state() instanceof CallState.Active;
    }

    /** Who offers. */
    public SessionParty alice() {
        return alice;
    }

    /** Who answers. */
    public SessionParty bob() {
        return bob;
    }

    /** The relay of both. */
    public EmbeddedRelay relay() {
        return stage.relays().get(0);
    }

    /** What the two and their relay are on. */
    public VirtualNetwork network() {
        return world;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        world.pass(time);
    }

    /** Waits for something; fails the test where it does not come. */
    public void expect(String what, BooleanSupplier condition) {
        if (!world.await(PATIENCE, condition)) {
            throw new AssertionError("waited " + PATIENCE + " in vain for " + what);
        }
    }

    /** What comes of it; fails the test where nothing does. */
    public <T> T await(CompletionStage<T> stage) {
        expect("an outcome", stage.toCompletableFuture()::isDone);
        return stage.toCompletableFuture().join();
    }

    /** Ends the endpoints, then the relay, then the network. Idempotent. */
    @Override
    public void close() {
        stage.close();
    }
}
