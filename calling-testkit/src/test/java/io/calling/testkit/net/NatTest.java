package io.calling.testkit.net;

import static io.calling.testkit.net.NatBehavior.Dependence.ADDRESS_AND_PORT_DEPENDENT;
import static io.calling.testkit.net.NatBehavior.Dependence.ENDPOINT_INDEPENDENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.testkit.net.NatBehavior.Dependence;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 4787, sentence by sentence: mappings, filters, hairpins, lifetimes. */
class NatTest {
    private final TestClock clock = new TestClock();
    private final VirtualNetwork network = VirtualNetwork.on(clock, 1);
    private final Nat nat = network.nat("home", NatBehavior.HOME, "198.51.100.7");
    private final VirtualHost alice = network.host("alice", nat.inside(), "192.0.2.2");
    private final VirtualHost neighbour = network.host("neighbour", nat.inside(), "192.0.2.3");
    private final VirtualHost bob = network.host("bob", "203.0.113.1");
    private final VirtualHost carol = network.host("carol", "203.0.113.2");
    private final Inbox atAlice = new Inbox();
    private final Inbox atBob = new Inbox();

    @AfterEach
    void close() {
        network.close();
    }

    private static BoundDatagramSocket bind(VirtualHost host, int port, Inbox inbox)
            throws IOException {
        return host.network().bindDatagram(new InetSocketAddress(host.address(), port), inbox);
    }

    private void send(BoundDatagramSocket socket, InetSocketAddress to, String text) {
        socket.send(to, Inbox.bytes(text), 0, text.length());
        clock.runDue();
    }

    private static InetSocketAddress at(VirtualHost host, int port) {
        return new InetSocketAddress(host.address(), port);
    }

    private InetSocketAddress seenBy(VirtualHost observer, int port, BoundDatagramSocket sender)
            throws IOException {
        Inbox inbox = new Inbox();
        try (BoundDatagramSocket open = bind(observer, port, inbox)) {
            send(sender, open.localAddress(), "who am I");
        }
        return inbox.sources.get(0);
    }

    @Test
    void aHostIsSeenByTheAddressOfItsNatAndHearsTheAnswer() throws IOException {
        BoundDatagramSocket inside = bind(alice, 5000, atAlice);
        BoundDatagramSocket outside = bind(bob, 6000, atBob);
        send(inside, at(bob, 6000), "hello");
        assertThat(atBob.sources.get(0).getAddress()).isEqualTo(nat.outside().addresses().get(0));
        send(outside, atBob.sources.get(0), "answer");
        assertThat(atAlice.texts).containsExactly("answer");
        assertThat(atAlice.sources).containsExactly(at(bob, 6000));
    }

    @ParameterizedTest
    @EnumSource(Dependence.class)
    void mappingsDependOnTheOtherEndAsTold(Dependence mapping) throws IOException {
        nat.behavior(NatBehavior.HOME.mapping(mapping));
        BoundDatagramSocket socket = bind(alice, 5000, atAlice);
        InetSocketAddress first = seenBy(bob, 6000, socket);
        assertThat(seenBy(bob, 6000, socket)).isEqualTo(first);
        assertThat(seenBy(bob, 6001, socket).equals(first))
                .isEqualTo(mapping != ADDRESS_AND_PORT_DEPENDENT);
        assertThat(seenBy(carol, 6000, socket).equals(first))
                .isEqualTo(mapping == ENDPOINT_INDEPENDENT);
    }

    @ParameterizedTest
    @EnumSource(Dependence.class)
    void filtersDependOnTheOtherEndAsTold(Dependence filtering) throws IOException {
        nat.behavior(NatBehavior.HOME.filtering(filtering));
        InetSocketAddress seen = seenBy(bob, 6000, bind(alice, 5000, atAlice));
        send(bind(bob, 6001, atBob), seen, "other port");
        send(bind(carol, 6000, atBob), seen, "other address");
        assertThat(atAlice.texts.contains("other port"))
                .isEqualTo(filtering != ADDRESS_AND_PORT_DEPENDENT);
        assertThat(atAlice.texts.contains("other address"))
                .isEqualTo(filtering == ENDPOINT_INDEPENDENT);
        assertThat(network.log().count(Fate.FILTERED)).isEqualTo(2 - atAlice.texts.size());
    }

    @Test
    void nobodyComesInUnasked() throws IOException {
        nat.behavior(NatBehavior.FRIENDLY);
        bind(alice, 5000, atAlice);
        send(bind(bob, 6000, atBob), new InetSocketAddress("198.51.100.7", 5000), "hello");
        assertThat(atAlice.texts).isEmpty();
    }

    @Test
    void hostsBehindOneNatReachEachOtherByItsAddressWhereItHairpins() throws IOException {
        nat.behavior(NatBehavior.FRIENDLY);
        Inbox atNeighbour = new Inbox();
        BoundDatagramSocket mine = bind(alice, 5000, atAlice);
        InetSocketAddress me = seenBy(bob, 6000, mine);
        BoundDatagramSocket theirs = bind(neighbour, 5000, atNeighbour);
        send(theirs, me, "by the outside");
        assertThat(atAlice.texts).containsExactly("by the outside");
        // REQ-9, a: "MUST be 'External source IP address and port'".
        assertThat(atAlice.sources.get(0).getAddress()).isEqualTo(me.getAddress());
        send(mine, atAlice.sources.get(0), "and back");
        assertThat(atNeighbour.texts).containsExactly("and back");
    }

    @Test
    void withoutHairpinningTheyDoNot() throws IOException {
        nat.behavior(NatBehavior.FRIENDLY.hairpinning(false));
        InetSocketAddress me = seenBy(bob, 6000, bind(alice, 5000, atAlice));
        send(bind(neighbour, 5000, new Inbox()), me, "by the outside");
        assertThat(atAlice.texts).isEmpty();
    }

    @Test
    void hostsBehindOneNatReachEachOtherDirectly() throws IOException {
        bind(alice, 5000, atAlice);
        send(bind(neighbour, 5000, new Inbox()), at(alice, 5000), "over the fence");
        assertThat(atAlice.texts).containsExactly("over the fence");
    }

    @Test
    void aMappingEndsSomeTimeAfterTheLastPacketFromInside() throws IOException {
        nat.behavior(NatBehavior.HOME.lifetime(Duration.ofMinutes(2)));
        BoundDatagramSocket outside = bind(bob, 6000, atBob);
        BoundDatagramSocket inside = bind(alice, 5000, atAlice);
        send(inside, at(bob, 6000), "hello");
        clock.advance(Duration.ofSeconds(119));
        send(outside, atBob.sources.get(0), "in time");
        clock.advance(Duration.ofSeconds(1));
        send(outside, atBob.sources.get(0), "too late");
        assertThat(atAlice.texts).containsExactly("in time");
    }

    @Test
    void aRouterThatRestartsForgetsWhoAskedForWhat() throws IOException {
        nat.behavior(NatBehavior.SYMMETRIC);
        BoundDatagramSocket outside = bind(bob, 6000, atBob);
        BoundDatagramSocket inside = bind(alice, 5000, atAlice);
        send(inside, at(bob, 6000), "hello");
        nat.restart();
        clock.runDue();
        send(outside, atBob.sources.get(0), "lost");
        send(inside, at(bob, 6000), "again");
        assertThat(atAlice.texts).isEmpty();
        assertThat(atBob.sources.get(1)).isNotEqualTo(atBob.sources.get(0));
    }

    @Test
    void aNatWithAnotherAddressMapsAnew() throws IOException {
        BoundDatagramSocket inside = bind(alice, 5000, atAlice);
        InetSocketAddress before = seenBy(bob, 6000, inside);
        nat.outside().readdress("198.51.100.8");
        InetSocketAddress after = seenBy(bob, 6000, inside);
        assertThat(after.getAddress()).isNotEqualTo(before.getAddress());
    }

    @Test
    void natsBehindNatsWork() throws IOException {
        Nat carrier = network.nat("carrier", NatBehavior.SYMMETRIC, "198.51.100.9");
        Nat flat = network.nat("flat", carrier.inside(), NatBehavior.HOME, "192.0.2.100");
        VirtualHost dave = network.host("dave", flat.inside(), "192.0.2.200");
        BoundDatagramSocket inside = bind(dave, 5000, atAlice);
        BoundDatagramSocket outside = bind(bob, 6000, atBob);
        send(inside, at(bob, 6000), "hello");
        assertThat(atBob.sources.get(0).getAddress())
                .isEqualTo(carrier.outside().addresses().get(0));
        send(outside, atBob.sources.get(0), "answer");
        assertThat(atAlice.texts).containsExactly("answer");
        assertThat(network.log().sightings("dave", "bob"))
                .extracting(Sighting::form)
                .containsExactly(Sighting.Form.SOURCE);
    }

    @Test
    void theAddressOfANatIsAnAddressOfWhoIsBehindIt() throws IOException {
        send(bind(alice, 5000, atAlice), at(bob, 6000), "hello");
        assertThat(network.log().sightings("alice", "bob")).isNotEmpty();
        assertThat(network.log().sightings("neighbour", "alice")).isEmpty();
    }

    @Test
    void ipv6GoesAroundANatOfIpv4() throws IOException {
        alice.attach(network.internet(), "2001:db8::2");
        bob.attach(network.internet(), "2001:db8::3");
        InetSocketAddress there = new InetSocketAddress("2001:db8::3", 6000);
        bob.network().bindDatagram(there, atBob);
        BoundDatagramSocket six =
                alice.network().bindDatagram(new InetSocketAddress("2001:db8::2", 5000), atAlice);
        send(six, there, "around it");
        assertThat(atBob.sources).containsExactly(six.localAddress());
    }
}
