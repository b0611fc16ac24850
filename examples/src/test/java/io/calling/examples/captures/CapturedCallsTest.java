package io.calling.examples.captures;

import io.calling.examples.captures.CapturedCall.Scenario;
import io.calling.examples.captures.Relays.Way;
import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.ThreeHosts;
import io.calling.examples.hosts.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Relayed calls over every way to a relay, one or both sides private, with trickle and without,
 * each with a restart and the loss of the relay in use: a private side's address is in no packet
 * and no byte at the other side, and its host talks to its relays and to nobody else, not even a
 * resolver.
 *
 * <p>A build makes six of the thirty; {@code -Dcalling.captures=all} makes all.
 */
class CapturedCallsTest {
    @TempDir static Path directory;

    private static ThreeHosts hosts;
    private static Relays relays;
    private static Puppet alice;
    private static Puppet bob;

    @BeforeAll
    static void build() throws Exception {
        Tools.requireNamespaces();
        hosts = ThreeHosts.create();
        relays = new Relays(hosts, directory);
        alice = Puppet.start(hosts, Host.ALICE);
        bob = Puppet.start(hosts, Host.BOB);
    }

    @AfterAll
    static void tearDown() throws Exception {
        for (AutoCloseable open : Arrays.asList(bob, alice, relays, hosts)) {
            if (open != null) {
                open.close();
            }
        }
    }

    static List<Scenario> scenarios() {
        return "all".equals(System.getProperty("calling.captures")) ? all() : aFew();
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
            all.add(new Scenario(ways[0], ways[1], true, true));
            all.add(new Scenario(ways[0], ways[1], true, false));
            all.add(new Scenario(ways[0], ways[1], false, true));
            all.add(new Scenario(ways[0], ways[1], false, false));
        }
        all.add(new Scenario(Way.IPV6_TLS, Way.IPV6_TLS, true, true));
        all.add(new Scenario(Way.IPV6_TLS, Way.IPV6, false, false));
        return all;
    }

    private static List<Scenario> aFew() {
        return List.of(
                new Scenario(Way.UDP, Way.UDP, true, true),
                new Scenario(Way.UDP, Way.TLS, false, false),
                new Scenario(Way.TCP, Way.TCP, false, true),
                new Scenario(Way.TLS, Way.TCP, true, false),
                new Scenario(Way.IPV6, Way.IPV6, true, true),
                new Scenario(Way.IPV6_TLS, Way.IPV6, false, true));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noPacketAndNoByteTellsThePeerWhereAPrivateSideIs(Scenario scenario) throws Exception {
        new CapturedCall(hosts, relays, alice, bob, scenario)
                .run(directory.resolve(Integer.toString(scenario.hashCode())));
    }
}
