package io.calling.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.EndReason;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualLink;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A host in two networks: which of them sees us, and which relays. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class SeveralInterfacesTest {
    private static final String OFFICE = "192.0.2.17";
    private static final String VPN = "198.51.100.17";

    private EndpointWorld world;
    private VirtualHost host;
    private VirtualLink vpn;

    @BeforeEach
    void open() throws Exception {
        world = new EndpointWorld();
        host = world.network.host("victim", OFFICE);
        vpn = host.attach(world.network.internet(), VPN);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private WebRtcEndpoint endpoint(RelayProvider relays) {
        return WebRtcEndpoint.builder()
                .network(host.network())
                .relays(relays)
                .route(Route.from(IpLiteral.parse(VPN)))
                .build();
    }

    private Set<String> sources() {
        return world.sentBy("victim")
                .map(packet -> packet.from().getAddress().getHostAddress())
                .collect(Collectors.toSet());
    }

    @Test
    void L19_aCallLeavesByThePinnedInterfaceOnly() throws Exception {
        try (WebRtcEndpoint endpoint = endpoint(RelayProvider.of(world.relay.server("user")))) {
            EndpointWorld.description(EndpointWorld.offer(endpoint));
        }

        assertThat(sources()).containsExactly(VPN);
        assertThat(world.network.log().sightings("victim", "relay")).isNotEmpty();
    }

    @Test
    void L19_withoutThePinnedInterfaceThereIsNoCall() throws Exception {
        host.detach(vpn);

        try (WebRtcEndpoint endpoint = endpoint(RelayProvider.of(world.relay.server("user")))) {
            WebRtcSession session = EndpointWorld.offer(endpoint);
            assertThatThrownBy(() -> EndpointWorld.description(session))
                    .hasMessageContaining(EndReason.RELAY_UNREACHABLE.advice());
        }

        assertThat(world.sentBy("victim")).isEmpty();
    }

    @Test
    void L30_noRelayOfAnotherRegionHearsOfUs() throws Exception {
        RelayServer near =
                RelayServer.of("turn:203.0.113.77", "user", "a password for tests")
                        .inRegion("near");
        RelayServer far = world.relay.server("user").inRegion("far");
        world.network.host("near", "203.0.113.77");

        try (WebRtcEndpoint endpoint = endpoint(RelayProvider.of(near, far).inRegion("far"))) {
            EndpointWorld.description(EndpointWorld.offer(endpoint));
        }

        assertThat(
                        world.sentBy("victim")
                                .map(packet -> packet.to().getAddress().getHostAddress())
                                .collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(List.of(EndpointWorld.RELAY)));
    }
}
