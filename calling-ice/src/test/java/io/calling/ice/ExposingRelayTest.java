package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.testing.ManualNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Relays whose own address says where we are, though it is not the one at which they see us. */
class ExposingRelayTest {
    private static final String HOME = "198.51.100.77";
    private static final String RENTED = "192.0.2.1";

    private final FakeRelays relays = new FakeRelays();
    private final ManualNetwork clock = new ManualNetwork();
    private List<InetAddress> localAddresses = List.of(IpLiteral.parse("192.168.1.20"));
    private IceParty party;

    /** A network of a host with other addresses. */
    private final class Home extends ForwardingNetwork {
        Home() {
            super(clock);
        }

        @Override
        public List<InetAddress> localAddresses() {
            return localAddresses;
        }
    }

    @AfterEach
    void close() {
        party.close();
        clock.pass(Duration.ofSeconds(10));
        assertThat(relays.open()).isZero();
    }

    @Test
    void L29_aRelayAtHomeThatSeesUsAtAPrivateAddressIsRefusedWhereAnotherKnowsOurPublicOne() {
        gather(RENTED, HOME);

        assertThat(offered()).containsExactly(RENTED);
        assertThat(party.candidates).hasSize(1);
    }

    @Test
    void L29_soItIsWhereTheOtherAnswersLater() {
        gather(HOME, RENTED);

        assertThat(offered()).containsExactly(RENTED);
        assertThat(party.failed).isNotDone();
    }

    @Test
    void L29_aRelayInTheIpv6NetworkThatWeAreSeenInIsRefused() {
        relays.mapped = IpLiteral.parse("2001:db8:a:b::17");
        gather("2001:db8:a:b:1:2:3:4");

        assertThat(party.failed).isCompletedWithValue(IceFailure.RELAY_EXPOSES_YOU);
        assertThat(party.candidates).isEmpty();
    }

    @Test
    void L29_aRelayInAnIpv6NetworkOfThisHostsIsRefusedThoughItSeesUsElsewhere() {
        localAddresses =
                Stream.of("192.168.1.20", "2001:db8:a:b::17").map(IpLiteral::parse).toList();
        gather("2001:db8:a:b:1:2:3:4");

        assertThat(party.failed).isCompletedWithValue(IceFailure.RELAY_EXPOSES_YOU);
    }

    @Test
    void aRelayInTheNextNetworkIsNone() {
        relays.mapped = IpLiteral.parse("2001:db8:a:b::17");
        gather("2001:db8:a:c::17");

        assertThat(offered()).hasSize(1);
    }

    @Test
    void aRelayInANetworkOfTheSitesOwnIsNone() {
        relays.mapped = IpLiteral.parse("fd00:1:2:3::17");
        gather("fd00:1:2:3::18");

        assertThat(offered()).hasSize(1);
    }

    private void gather(String... hosts) {
        relays.mappedAt.put(IpLiteral.parse(HOME), IpLiteral.parse("192.168.1.20"));
        List<RelayServer> servers =
                Stream.of(hosts)
                        .map(host -> host.contains(":") ? "[" + host + "]" : host)
                        .map(host -> RelayServer.of("turn:" + host, "user", "password"))
                        .toList();
        party =
                new IceParty(
                        new Home(),
                        relays,
                        builder ->
                                builder.relays(
                                        RelayProvider.of(
                                                List.copyOf(servers).toArray(RelayServer[]::new))));
        party.transport.gather();
        clock.pass(Duration.ofSeconds(1));
    }

    private List<String> offered() {
        return party.transport.localCandidates().stream()
                .map(candidate -> candidate.address().getAddress().getHostAddress())
                .toList();
    }
}
