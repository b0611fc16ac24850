package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualNetworkTest {
    private final TestClock clock = new TestClock();
    private final VirtualNetwork network = VirtualNetwork.on(clock, 7);
    private final VirtualHost alice = network.host("alice", "192.0.2.1", "2001:db8::1");
    private final VirtualHost bob = network.host("bob", "198.51.100.2", "2001:db8::2");
    private final Inbox atAlice = new Inbox();
    private final Inbox atBob = new Inbox();

    @AfterEach
    void close() {
        network.close();
    }

    private static InetSocketAddress at(VirtualHost host, int port) {
        return new InetSocketAddress(host.address(), port);
    }

    private BoundDatagramSocket bind(VirtualHost host, int port, Inbox inbox) throws IOException {
        return host.network().bindDatagram(at(host, port), inbox);
    }

    private ConnectedDatagramSocket connect(VirtualHost from, InetSocketAddress to, Inbox inbox)
            throws IOException {
        return from.network().connectDatagram(to, Route.system(), inbox);
    }

    private static boolean send(ConnectedDatagramSocket socket, String text) {
        return socket.send(Inbox.bytes(text), 0, text.length());
    }

    @Test
    void aHostCountsItsOpenSockets() throws IOException {
        BoundDatagramSocket bound = bind(bob, 5000, atBob);
        ConnectedDatagramSocket connected = connect(bob, at(alice, 5000), atBob);
        assertThat(bob.openSockets()).isEqualTo(2);
        assertThat(alice.openSockets()).isZero();
        bound.close();
        connected.close();
        assertThat(bob.openSockets()).isZero();
    }

    @Test
    void aDatagramArrivesAfterTheDelayOfBothLinks() throws IOException {
        alice.link().conditions(LinkConditions.delayed(Duration.ofMillis(30)));
        bob.link().conditions(LinkConditions.delayed(Duration.ofMillis(20)));
        bind(bob, 5000, atBob);
        send(connect(alice, at(bob, 5000), atAlice), "hello");
        clock.advance(Duration.ofMillis(49));
        assertThat(atBob.texts).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(atBob.texts).containsExactly("hello");
    }

    @Test
    void theReceiverLearnsTheSourceAndCanAnswer() throws IOException {
        BoundDatagramSocket server = bind(bob, 5000, atBob);
        ConnectedDatagramSocket client = connect(alice, at(bob, 5000), atAlice);
        send(client, "ping");
        clock.runDue();
        assertThat(atBob.sources).containsExactly(client.localAddress());
        server.send(atBob.sources.get(0), Inbox.bytes("pong"), 0, 4);
        clock.runDue();
        assertThat(atAlice.texts).containsExactly("pong");
    }

    @Test
    void nothingArrivesInsideTheSendersCall() throws IOException {
        bind(bob, 5000, atBob);
        ConnectedDatagramSocket client = connect(alice, at(bob, 5000), atAlice);
        List<Integer> heardInside = new ArrayList<>();
        alice.network()
                .execute(
                        () -> {
                            send(client, "hello");
                            heardInside.add(atBob.texts.size());
                        });
        clock.runDue();
        assertThat(heardInside).containsExactly(0);
        assertThat(atBob.texts).hasSize(1);
    }

    @Test
    void aConnectedSocketHearsNobodyElse() throws IOException {
        VirtualHost stranger = network.host("stranger", "203.0.113.66");
        ConnectedDatagramSocket client = connect(alice, at(bob, 5000), atAlice);
        bind(stranger, 4000, new Inbox()).send(client.localAddress(), Inbox.bytes("attack"), 0, 6);
        clock.runDue();
        assertThat(atAlice.texts).isEmpty();
    }

    @Test
    void aClosedSocketNeitherSendsNorHears() throws IOException {
        BoundDatagramSocket server = bind(bob, 5000, atBob);
        ConnectedDatagramSocket client = connect(alice, at(bob, 5000), atAlice);
        send(client, "on its way");
        server.close();
        client.close();
        assertThat(send(client, "after the end")).isFalse();
        clock.runDue();
        assertThat(atBob.texts).isEmpty();
        assertThat(network.log().count(Fate.UNHEARD)).isEqualTo(1);
    }

    @Test
    void aPortThatWasClosedCanBeBoundAgain() throws IOException {
        bind(bob, 5000, atBob).close();
        assertThat(bind(bob, 5000, atBob).localAddress().getPort()).isEqualTo(5000);
    }

    @Test
    void aPortInUseIsRefused() throws IOException {
        bind(bob, 5000, atBob);
        assertThatThrownBy(() -> bind(bob, 5000, atBob)).isInstanceOf(IOException.class);
    }

    @Test
    void aWildcardSocketAnswersFromTheRightAddress() throws IOException {
        var wildcard = new InetSocketAddress(Addresses.literal("0.0.0.0"), 5000);
        BoundDatagramSocket server = bob.network().bindDatagram(wildcard, atBob);
        send(connect(alice, at(bob, 5000), atAlice), "ping");
        clock.runDue();
        server.send(atBob.sources.get(0), Inbox.bytes("pong"), 0, 4);
        clock.runDue();
        assertThat(atAlice.texts).containsExactly("pong");
    }

    @Test
    void ipv6ReachesIpv6() throws IOException {
        InetAddress six = bob.link().addresses().get(1);
        var server = bob.network().bindDatagram(new InetSocketAddress(six, 5000), atBob);
        ConnectedDatagramSocket client = connect(alice, server.localAddress(), atAlice);
        send(client, "hello");
        clock.runDue();
        assertThat(client.localAddress().getAddress().getAddress()).hasSize(16);
        assertThat(atBob.texts).containsExactly("hello");
    }

    @Test
    void buffersHaveRoomOnBothSidesAndAreOverwrittenAfterwards() throws IOException {
        AtomicReference<byte[]> kept = new AtomicReference<>();
        bob.network()
                .bindDatagram(
                        at(bob, 5000),
                        (from, buffer, offset, length) -> {
                            assertThat(offset).isGreaterThanOrEqualTo(DatagramReceiver.ROOM);
                            assertThat(buffer.length - offset - length)
                                    .isGreaterThanOrEqualTo(DatagramReceiver.ROOM);
                            kept.set(buffer);
                        });
        send(connect(alice, at(bob, 5000), atAlice), "hello");
        clock.runDue();
        assertThat(kept.get()[DatagramReceiver.ROOM]).isEqualTo((byte) 0xEE);
    }

    @Test
    void aCutLinkCarriesNothingUntilItHeals() throws IOException {
        bind(bob, 5000, atBob);
        ConnectedDatagramSocket client = connect(alice, at(bob, 5000), atAlice);
        bob.link().cut();
        send(client, "lost");
        clock.runDue();
        bob.link().heal();
        send(client, "carried");
        clock.runDue();
        assertThat(atBob.texts).containsExactly("carried");
        assertThat(network.log().count(Fate.CUT)).isEqualTo(1);
    }

    @Test
    void anAddressThatNobodyHasIsLogged() throws IOException {
        send(connect(alice, new InetSocketAddress("203.0.113.99", 1), atAlice), "hello");
        clock.runDue();
        assertThat(network.log().count(Fate.UNROUTABLE)).isEqualTo(1);
    }

    @Test
    void afterANetworkChangeOldSocketsReachNobodyAndNewOnesDo() throws IOException {
        bind(bob, 5000, atBob);
        ConnectedDatagramSocket old = connect(alice, at(bob, 5000), atAlice);
        alice.link().readdress("192.0.2.77");
        send(old, "from the old address");
        send(connect(alice, at(bob, 5000), atAlice), "from the new one");
        clock.runDue();
        assertThat(atBob.texts).containsExactly("from the new one");
    }

    @Test
    void aPinnedRouteLeavesByItsOwnAddress() throws IOException {
        alice.attach(network.internet(), "192.0.2.50");
        InetAddress mobile = alice.links().get(1).addresses().get(0);
        ConnectedDatagramSocket socket =
                alice.network().connectDatagram(at(bob, 5000), Route.from(mobile), atAlice);
        assertThat(socket.localAddress().getAddress()).isEqualTo(mobile);
    }

    @Test
    void aRouteByAnAddressThatIsNotOursFails() {
        assertThatThrownBy(
                        () ->
                                alice.network()
                                        .connectDatagram(
                                                at(bob, 5000), Route.from(bob.address()), atAlice))
                .isInstanceOf(IOException.class);
    }

    @Test
    void onlyNamesOfTheTableResolveAndEachQuestionIsRemembered() {
        network.name("relay.example", "203.0.113.9");
        List<Object> answers = new ArrayList<>();
        alice.network().resolve("relay.example").thenAccept(answers::add);
        alice.network()
                .resolve("elsewhere.example")
                .whenComplete((found, failure) -> answers.add(failure.getClass().getSimpleName()));
        clock.advance(Duration.ofSeconds(1));
        assertThat(answers)
                .containsExactly(List.of(Addresses.literal("203.0.113.9")), "UnknownHostException");
        assertThat(network.namesLookedUp()).containsExactly("relay.example", "elsewhere.example");
    }

    @Test
    void eachHostHasALoopOfItsOwn() {
        List<Boolean> loops = new ArrayList<>();
        alice.network()
                .execute(
                        () -> {
                            loops.add(alice.network().isLoop());
                            loops.add(bob.network().isLoop());
                        });
        clock.runDue();
        assertThat(loops).containsExactly(true, false);
        assertThat(alice.network().isLoop()).isFalse();
    }

    @Test
    void aClosedNetworkRunsNothingMoreAndOpensNothing() throws IOException {
        ConnectedDatagramSocket socket = connect(alice, at(bob, 5000), atAlice);
        List<String> ran = new ArrayList<>();
        var ignored = alice.network().schedule(1, () -> ran.add("timer"));
        alice.network().close();
        clock.advance(Duration.ofSeconds(1));
        assertThat(ran).isEmpty();
        assertThat(send(socket, "hello")).isFalse();
        assertThatThrownBy(() -> connect(alice, at(bob, 5000), atAlice))
                .isInstanceOf(IOException.class);
    }

    @Test
    void twoHostsCannotHaveOneNameOrOneAddress() {
        assertThatThrownBy(() -> network.host("alice", "192.0.2.9"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> network.host("carol", "192.0.2.1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
