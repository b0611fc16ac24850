package io.calling.examples.captures;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.captures.CapturedCall.Scenario;
import io.calling.examples.captures.Relays.Way;
import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.ThreeHosts;
import io.calling.examples.hosts.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Relayed calls over every way to a relay, one or both sides private, with trickle and without,
 * each with a restart and the loss of the relay in use: a private side's address is in no packet
 * and no byte at the other side, and its host talks to its relays and to nobody else, not even a
 * resolver; also where relays have names, which were looked up once, when the parties started.
 *
 * <p>A build makes seven of the thirty-six; {@code -Dcalling.captures=all} makes all.
 */
class CapturedCallsTest {
    @TempDir static Path directory;

    private static ThreeHosts hosts;
    private static Relays relays;
    private static NameServer names;
    private static Puppet alice;
    private static Puppet bob;

    @BeforeAll
    static void build() throws Exception {
        Tools.requireNamespaces();
        hosts = ThreeHosts.create();
        relays = new Relays(hosts, directory);
        names = NameServer.start(hosts, directory, Relays.table());
        alice = Puppet.start(names, Host.ALICE);
        bob = Puppet.start(names, Host.BOB);
        prepare(alice);
        prepare(bob);
    }

    /** As an application does when it starts, long before it calls. */
    private static void prepare(Puppet party) throws Exception {
        int mark = party.mark();
        List<String> uris = new ArrayList<>(Relays.namedUris(party.host(), Way.UDP));
        uris.addAll(Relays.namedUris(party.host(), Way.IPV6));
        party.tell("prepare " + String.join(" ", uris));
        party.await("prepared", mark);
    }

    @AfterAll
    static void tearDown() throws Exception {
        for (AutoCloseable open : Arrays.asList(bob, alice, names, relays, hosts)) {
            if (open != null) {
                open.close();
            }
        }
    }

    static List<Scenario> scenarios() {
        return isAll() ? all() : aFew();
    }

    private static boolean isAll() {
        return "all".equals(System.getProperty("calling.captures"));
    }

    private static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (Way[] ways :
                new Way[][] {
                    {Way.UDP, Way.UDP},
                    {Way.TCP, Way.TCP},
                    {Way.TLS, Way.TLS},
                    {Way.IPV6, Way.IPV6},
                    {Way.UDP, Way.TLS},
                    {Way.TLS, Way.TCP},
                    {Way.TCP, Way.UDP}
                }) {
            all.add(new Scenario(ways[0], ways[1], true, true, false));
            all.add(new Scenario(ways[0], ways[1], true, false, false));
            all.add(new Scenario(ways[0], ways[1], false, true, false));
            all.add(new Scenario(ways[0], ways[1], false, false, false));
        }
        all.add(new Scenario(Way.IPV6_TLS, Way.IPV6_TLS, true, true, false));
        all.add(new Scenario(Way.IPV6_TLS, Way.IPV6, false, false, false));
        return all;
    }

    static List<Scenario> overNamedRelays() {
        List<Scenario> named = new ArrayList<>();
        named.add(new Scenario(Way.TLS, Way.UDP, true, true, true));
        if (isAll()) {
            for (Way way : Way.values()) {
                named.add(new Scenario(way, way, true, true, true));
            }
        }
        return named;
    }

    private static List<Scenario> aFew() {
        return List.of(
                new Scenario(Way.UDP, Way.UDP, true, true, false),
                new Scenario(Way.UDP, Way.TLS, false, false, false),
                new Scenario(Way.TCP, Way.TCP, false, true, false),
                new Scenario(Way.TLS, Way.TCP, true, false, false),
                new Scenario(Way.IPV6, Way.IPV6, true, true, false),
                new Scenario(Way.IPV6_TLS, Way.IPV6, false, true, false));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noPacketAndNoByteTellsThePeerWhereAPrivateSideIs(Scenario scenario) throws Exception {
        new CapturedCall(hosts, relays, alice, bob, scenario)
                .run(directory.resolve(Integer.toString(scenario.hashCode())));
    }

    @ParameterizedTest
    @MethodSource("overNamedRelays")
    void L34_noCallAsksForTheNameOfItsRelay(Scenario scenario) throws Exception {
        List<String> before = names.asked();

        new CapturedCall(hosts, relays, alice, bob, scenario)
                .run(directory.resolve(Integer.toString(scenario.hashCode())));

        assertThat(names.asked()).isEqualTo(before);
        assertThat(before).hasSameElementsAs(everyNameInBothFamilies());
    }

    private static List<String> everyNameInBothFamilies() {
        return Relays.table().keySet().stream()
                .flatMap(name -> Stream.of("A " + name, "AAAA " + name))
                .toList();
    }
}
