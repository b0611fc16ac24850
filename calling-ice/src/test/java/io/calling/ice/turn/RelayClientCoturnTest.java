package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import io.calling.ice.testing.OpenResources;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real coturn, over UDP. */
class RelayClientCoturnTest {
    private static Coturn coturn;

    private final OpenResources before = OpenResources.now();
    private final Recorder recorder = new Recorder();
    private final List<RelayAllocation> allocations = new ArrayList<>();
    private NioNetwork network;

    @BeforeAll
    static void startCoturn() {
        coturn = Coturn.start();
    }

    @AfterAll
    static void stopCoturn() {
        if (coturn != null) {
            coturn.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        network = NioNetwork.open();
    }

    @AfterEach
    void close() {
        allocations.forEach(RelayAllocation::close);
        Await.until("coturn has no allocation of ours", () -> coturn.allocationsOpen() == 0);
        Await.until("no socket is open", () -> network.openSockets() == 0);
        assertThat(network.failures()).isZero();
        network.close();
        before.assertNothingAdded();
    }

    private RelayAllocation allocate(RelayServer server, Recorder listener) {
        RelayAllocation allocation =
                RelayClient.allocate(network, server, Route.system(), listener);
        allocations.add(allocation);
        return allocation;
    }

    private RelayAllocation allocated(Recorder listener) {
        RelayAllocation allocation =
                allocate(RelayServer.of(coturn.uri(), Coturn.USERNAME, Coturn.PASSWORD), listener);
        Await.until("allocated", () -> !listener.events.isEmpty());
        assertThat(listener.events).containsExactly("allocated");
        return allocation;
    }

    private static boolean send(RelayAllocation from, InetSocketAddress to, String text) {
        byte[] buffer = new byte[RelayAllocation.HEADROOM + text.length()];
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, RelayAllocation.HEADROOM, bytes.length);
        return from.send(to, buffer, RelayAllocation.HEADROOM, bytes.length);
    }

    @Test
    void anAllocationHasARelayedAndAMappedAddress() {
        RelayAllocation allocation = allocated(recorder);
        assertThat(allocation.relayedAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(allocation.relayedAddress().getPort()).isNotZero();
        assertThat(allocation.mappedAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(allocation.serverAddress()).isEqualTo(coturn.address());
    }

    @Test
    void twoAllocationsTalkThroughTheRelay() {
        Recorder bobHears = new Recorder();
        RelayAllocation alice = allocated(recorder);
        RelayAllocation bob = allocated(bobHears);
        bob.permit(alice.relayedAddress());
        Await.until(
                "alice is heard",
                () -> send(alice, bob.relayedAddress(), "hello") && !bobHears.data.isEmpty());
        send(bob, alice.relayedAddress(), "hello to you");
        Await.until("bob is heard", () -> recorder.data.contains("hello to you"));
        assertThat(bobHears.data).containsOnly("hello");
        assertThat(bobHears.sources).containsOnly(alice.relayedAddress());
    }

    @Test
    void aPreferredPeerIsReachedByChannel() {
        Recorder bobHears = new Recorder();
        RelayAllocation alice = allocated(recorder);
        RelayAllocation bob = allocated(bobHears);
        alice.prefer(bob.relayedAddress());
        bob.prefer(alice.relayedAddress());
        Await.until(
                "both are heard",
                () -> {
                    send(alice, bob.relayedAddress(), "a");
                    send(bob, alice.relayedAddress(), "b");
                    return recorder.data.contains("b") && bobHears.data.contains("a");
                });
        Await.until(
                "both are channels",
                () -> coturn.log().split("CHANNEL_BIND processed, success", -1).length > 2);
        for (int length = 0; length < 20; length++) {
            String text = "x".repeat(length) + "!";
            send(alice, bob.relayedAddress(), text);
            Await.until("a datagram of any length", () -> bobHears.data.contains(text));
        }
    }

    @Test
    void wrongCredentialsAreUnauthorized() {
        allocate(RelayServer.of(coturn.uri(), Coturn.USERNAME, "wrong"), recorder);
        Await.until("refused", recorder::isOver);
        assertThat(recorder.events).containsExactly("UNAUTHORIZED");
    }

    @Test
    void anUnknownUserIsUnauthorized() {
        allocate(RelayServer.of(coturn.uri(), "mallory", Coturn.PASSWORD), recorder);
        Await.until("refused", recorder::isOver);
        assertThat(recorder.events).containsExactly("UNAUTHORIZED");
    }
}
