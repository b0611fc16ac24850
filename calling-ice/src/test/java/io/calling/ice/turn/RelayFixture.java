package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import io.calling.ice.testing.OpenResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A real network, allocations through it, and a check that nothing of them is left. */
final class RelayFixture implements AutoCloseable {
    private final OpenResources before = OpenResources.now();
    private final List<RelayAllocation> allocations = new ArrayList<>();
    private final NioNetwork real;
    private Network network;
    private TurnTimings timings = TurnTimings.STANDARD;

    RelayFixture() {
        try {
            real = NioNetwork.open();
            network = real;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NioNetwork network() {
        return real;
    }

    /** Puts something between the allocations to come and the network. */
    void wrap(UnaryOperator<Network> wrapper) {
        network = wrapper.apply(real);
    }

    /** Gives up relays after a second. */
    RelayFixture impatient() {
        TurnTimings standard = TurnTimings.STANDARD;
        timings =
                new TurnTimings(
                        standard.rto(),
                        standard.sends(),
                        standard.lastWait(),
                        Duration.ofSeconds(1).toNanos(),
                        standard.suspicion(),
                        standard.permission(),
                        standard.refused());
        return this;
    }

    static RelayServer server(String uri) {
        return RelayServer.of(uri, Coturn.USERNAME, Coturn.PASSWORD);
    }

    RelayAllocation allocate(RelayServer server, RelayAllocation.Listener listener) {
        return allocate(server, AddressFamily.IPV4, listener);
    }

    RelayAllocation allocate(
            RelayServer server, AddressFamily family, RelayAllocation.Listener listener) {
        RelayDial allocation =
                new RelayDial(network, server.relaying(family), Route.system(), timings, listener);
        allocation.start();
        allocations.add(allocation);
        return allocation;
    }

    /** One that has come up. */
    RelayAllocation allocated(RelayServer server, Recorder recorder) {
        return allocated(server, AddressFamily.IPV4, recorder);
    }

    RelayAllocation allocated(RelayServer server, AddressFamily family, Recorder recorder) {
        RelayAllocation allocation = allocate(server, family, recorder);
        Await.until("an answer", () -> !recorder.events.isEmpty());
        assertThat(recorder.events).containsExactly("allocated");
        assertThat(recorder.asked).contains(allocation.serverAddress());
        return allocation;
    }

    /** What comes of a relay that cannot be used. */
    RelayFailure failure(RelayServer server) {
        Recorder recorder = new Recorder();
        allocate(server, recorder);
        Await.until("the end", Duration.ofSeconds(20), recorder::isOver);
        assertThat(recorder.events).hasSize(1);
        return RelayFailure.valueOf(recorder.events.get(0));
    }

    static boolean send(RelayAllocation from, InetSocketAddress to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] buffer = new byte[RelayAllocation.HEADROOM + bytes.length];
        System.arraycopy(bytes, 0, buffer, RelayAllocation.HEADROOM, bytes.length);
        return from.send(to, buffer, RelayAllocation.HEADROOM, bytes.length);
    }

    /** Sends until it is heard: the first datagrams may meet a permission that is not there yet. */
    static void sendUntilHeard(
            RelayAllocation from, RelayAllocation to, Recorder listener, String text) {
        Await.until(
                "heard: " + text,
                () -> {
                    send(from, to.relayedAddress(), text);
                    return listener.data.contains(text);
                });
    }

    /** Both hear each other, at first by indications, then by channels, at every length. */
    static void talk(
            RelayAllocation alice, Recorder aliceHears, RelayAllocation bob, Recorder bobHears) {
        bob.permit(alice.relayedAddress());
        sendUntilHeard(alice, bob, bobHears, "hello");
        sendUntilHeard(bob, alice, aliceHears, "hello to you");
        alice.prefer(bob.relayedAddress());
        bob.prefer(alice.relayedAddress());
        for (int length = 1; length < 20; length++) {
            sendUntilHeard(alice, bob, bobHears, "a".repeat(length));
            sendUntilHeard(bob, alice, aliceHears, "b".repeat(length));
        }
        String large = "x".repeat(1200);
        sendUntilHeard(alice, bob, bobHears, large);
        assertThat(bobHears.sources).containsOnly(alice.relayedAddress());
        assertThat(aliceHears.sources).containsOnly(bob.relayedAddress());
    }

    /** Closes every allocation; no socket may be left. */
    void closeAllocations() {
        allocations.forEach(RelayAllocation::close);
        Await.until("no socket is open", () -> real.openSockets() == 0);
    }

    @Override
    public void close() {
        closeAllocations();
        assertThat(real.failures()).isZero();
        real.close();
        before.assertNothingAdded();
    }
}
