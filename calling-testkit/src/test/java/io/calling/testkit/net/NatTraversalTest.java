package io.calling.testkit.net;

import static io.calling.testkit.net.NatBehavior.Dependence.ADDRESS_AND_PORT_DEPENDENT;
import static io.calling.testkit.net.NatBehavior.Dependence.ADDRESS_DEPENDENT;
import static io.calling.testkit.net.NatBehavior.Dependence.ENDPOINT_INDEPENDENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.CandidateType;
import io.calling.ice.IceConfig;
import io.calling.ice.IceFailure;
import io.calling.ice.StunUri;
import io.calling.ice.turn.RelayProvider;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.NatBehavior.Dependence;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which two NATs let two hosts reach each other, with the real ice4j agent: its checks are what
 * opens a NAT or does not.
 *
 * <p>A NAT is written as two letters, mapping and filtering: E for endpoint-independent, A for
 * address-dependent, P for address- and port-dependent; -- is none. A path that is direct passes no
 * relay. The rule behind the table: a check opens the own filter for where it was sent to; it gets
 * through where the other filter was opened for where it seems to come from; and its answer counts
 * only if it comes from where the check was sent to (RFC 8445, 7.2.5.2.1), so a mapping that
 * changes with the other end has to be learnt from a check that got through (peer-reflexive).
 */
@ExtendWith(ThreadLeakExtension.class)
class NatTraversalTest {
    private static final String[] TYPES = {
        "--", "EE", "EA", "EP", "AE", "AA", "AP", "PE", "PA", "PP"
    };
    private static final int SPEED = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * ice4j tries a pair every 5 ms, and a second after its choice what was not proved is tried
     * once more: what has found no way in four seconds has none.
     */
    private static final Duration ALL_TRIED = Duration.ofSeconds(4);

    private final Deque<VirtualNetwork> worlds = new ArrayDeque<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** Each pair once: a dot stands for what another row says. */
    @ParameterizedTest(name = "{0} reaches -- EE EA EP AE AA AP PE PA PP: {1}")
    @CsvSource({
        "--, d d d d d d d d d d",
        "EE, . d d d d d d d d d",
        "EA, . . d d d d d d d d",
        "EP, . . . d r r r r r r",
        "AE, . . . . d d r d d r",
        "AA, . . . . . r r d r r",
        "AP, . . . . . . r r r r",
        "PE, . . . . . . . r r r",
        "PA, . . . . . . . . r r",
        "PP, . . . . . . . . . r",
    })
    void directWhereTheNatsAllowItAndRelayedElsewhere(String type, String row) throws Exception {
        String[] expected = row.split(" ", -1);
        List<Pair> direct = new ArrayList<>();
        List<Pair> relayed = new ArrayList<>();
        for (int i = 0; i < TYPES.length; i++) {
            if (!expected[i].equals(".")) {
                (expected[i].equals("d") ? direct : relayed).add(start(type, TYPES[i]));
            }
        }
        for (Pair pair : direct) {
            assertThat(pair.becomes(pair.alice::isDirect, pair.bob::isDirect))
                    .as(pair::story)
                    .isTrue();
        }
        for (Pair pair : relayed) {
            assertThat(pair.becomes(pair.alice::isConnected, pair.bob::isConnected))
                    .as(pair::story)
                    .isTrue();
        }
        worlds.peek().pass(ALL_TRIED.dividedBy(SPEED)); // and so it does in the others
        direct.forEach(NatTraversalTest::assertThatItGoesOn);
        relayed.forEach(NatTraversalTest::assertThatItGoesOn);
        for (Pair pair : relayed) {
            assertThat(pair.alice.wasEverDirect() || pair.bob.wasEverDirect())
                    .as(pair.name)
                    .isFalse();
        }
    }

    private static void assertThatItGoesOn(Pair pair) {
        assertThat(pair.alice.failure()).as(pair.name).isNull();
        assertThat(pair.bob.failure()).as(pair.name).isNull();
    }

    private record Pair(String name, VirtualNetwork world, IceEnd alice, IceEnd bob) {
        boolean becomes(Condition one, Condition other) {
            return world.await(PATIENCE, () -> one.holds() && other.holds());
        }

        String story() {
            return name + ": " + alice.story() + ", " + bob.story();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private Pair start(String typeOfAlice, String typeOfBob) throws IOException {
        VirtualNetwork world = world();
        Lan lanOfAlice = lan(world, "left", typeOfAlice, "198.51.100.1");
        Lan lanOfBob = lan(world, "right", typeOfBob, "198.51.100.2");
        VirtualHost alice = world.host("alice", lanOfAlice, "192.0.2.11");
        VirtualHost bob = world.host("bob", lanOfBob, "192.0.2.22");
        return start(typeOfAlice + " and " + typeOfBob, world, alice, bob, relayIn(world));
    }

    private VirtualNetwork world() {
        VirtualNetwork world = VirtualNetwork.inRealTime(9, SPEED);
        opened.push(world);
        worlds.push(world);
        return world;
    }

    private Pair start(
            String name,
            VirtualNetwork world,
            VirtualHost hostOfAlice,
            VirtualHost hostOfBob,
            UnaryOperator<IceConfig.Builder> options) {
        IceEnd alice = new IceEnd(hostOfAlice.network(), options);
        opened.push(alice);
        IceEnd bob = new IceEnd(hostOfBob.network(), options);
        opened.push(bob);
        IceEnd.connect(alice, bob);
        return new Pair(name, world, alice, bob);
    }

    private static Lan lan(VirtualNetwork world, String name, String type, String address) {
        if (type.equals("--")) {
            return world.internet();
        }
        NatBehavior behavior =
                NatBehavior.HOME
                        .mapping(dependence(type.charAt(0)))
                        .filtering(dependence(type.charAt(1)));
        return world.nat(name, behavior, address).inside();
    }

    private static Dependence dependence(char letter) {
        return switch (letter) {
            case 'E' -> ENDPOINT_INDEPENDENT;
            case 'A' -> ADDRESS_DEPENDENT;
            default -> ADDRESS_AND_PORT_DEPENDENT;
        };
    }

    /** One server answers for STUN and for TURN, as usual. */
    private UnaryOperator<IceConfig.Builder> relayIn(VirtualNetwork world, String... addresses)
            throws IOException {
        VirtualHost host =
                world.host(
                        "relay", addresses.length == 0 ? new String[] {"203.0.113.9"} : addresses);
        EmbeddedRelay relay =
                EmbeddedRelay.builder()
                        .network(host.network())
                        .listen(new InetSocketAddress(host.address(), 3478))
                        .user("anybody", "secret")
                        .start();
        opened.push(relay);
        return builder ->
                builder.relays(RelayProvider.of(relay.server("anybody")))
                        .stunServers(new StunUri(host.address().getHostAddress(), 3478));
    }

    private static UnaryOperator<IceConfig.Builder> stunOnly(
            UnaryOperator<IceConfig.Builder> both) {
        return builder -> both.apply(builder).relays(RelayProvider.of());
    }

    @Test
    void withoutARelayTwoSymmetricNatsKeepTheirHostsApart() throws Exception {
        VirtualNetwork world = world();
        VirtualHost alice =
                world.host("alice", lan(world, "left", "PP", "198.51.100.1"), "192.0.2.11");
        VirtualHost bob =
                world.host("bob", lan(world, "right", "PP", "198.51.100.2"), "192.0.2.22");
        UnaryOperator<IceConfig.Builder> options = stunOnly(relayIn(world));
        Pair pair =
                start(
                        "no relay",
                        world,
                        alice,
                        bob,
                        b -> options.apply(b).connectDeadline(Duration.ofSeconds(5)));
        assertThat(
                        pair.becomes(
                                () -> pair.alice.failure() != null,
                                () -> pair.bob.failure() != null))
                .isTrue();
        assertThat(pair.alice.failure()).isEqualTo(IceFailure.NO_PATH);
    }

    @Test
    void hostsBehindOneNatReachEachOtherByTheirOwnAddresses() throws Exception {
        VirtualNetwork world = world();
        Lan home = lan(world, "home", "PP", "198.51.100.1");
        Pair pair =
                start(
                        "one home",
                        world,
                        world.host("alice", home, "192.0.2.11"),
                        world.host("bob", home, "192.0.2.22"),
                        relayIn(world));
        assertThat(pair.becomes(pair.alice::isDirect, pair.bob::isDirect)).isTrue();
        assertThat(pair.alice.remoteType()).isEqualTo(CandidateType.HOST);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void twoHomesOfOneCarrierReachEachOtherWhereItHairpins(boolean hairpins) throws Exception {
        VirtualNetwork world = world();
        Lan carrier =
                world.nat("carrier", NatBehavior.FRIENDLY.hairpinning(hairpins), "198.51.100.1")
                        .inside();
        Lan left = world.nat("left", carrier, NatBehavior.FRIENDLY, "192.0.2.101").inside();
        Lan right = world.nat("right", carrier, NatBehavior.FRIENDLY, "192.0.2.102").inside();
        Pair pair =
                start(
                        "one carrier",
                        world,
                        world.host("alice", left, "192.0.2.11"),
                        world.host("bob", right, "192.0.2.22"),
                        relayIn(world));
        if (hairpins) {
            assertThat(pair.becomes(pair.alice::isDirect, pair.bob::isDirect)).isTrue();
        } else {
            assertThat(pair.becomes(pair.alice::isConnected, pair.bob::isConnected)).isTrue();
            world.pass(ALL_TRIED.dividedBy(SPEED));
            assertThat(pair.alice.wasEverDirect()).isFalse();
        }
    }

    @Test
    void firewallsOfIpv6OpenForChecks() throws Exception {
        VirtualNetwork world = world();
        VirtualHost alice = world.host("alice", "2001:db8::11");
        VirtualHost bob = world.host("bob", "2001:db8::22");
        alice.link().firewall(Firewall.ANSWERS_ONLY);
        bob.link().firewall(Firewall.ANSWERS_ONLY);
        Pair pair = start("IPv6", world, alice, bob, relayIn(world, "2001:db8:9::9"));
        assertThat(pair.becomes(pair.alice::isDirect, pair.bob::isDirect)).isTrue();
        assertThat(pair.alice.remoteType()).isEqualTo(CandidateType.HOST);
    }

    @Test
    void aFirewallThatLetsOnlyTheRelayThroughMakesEveryPathRelayed() throws Exception {
        VirtualNetwork world = world();
        VirtualHost alice = world.host("alice", "192.0.2.11");
        VirtualHost bob = world.host("bob", "198.51.100.22");
        alice.link().firewall(Firewall.ANSWERS_ONLY.onlyToPorts(3478));
        Pair pair = start("office", world, alice, bob, relayIn(world));
        assertThat(pair.becomes(pair.alice::isConnected, pair.bob::isConnected)).isTrue();
        world.pass(ALL_TRIED.dividedBy(SPEED));
        assertThat(pair.alice.wasEverDirect() || pair.bob.wasEverDirect()).isFalse();
    }
}
