package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.Route;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import io.calling.ice.testing.TestCertificate;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real coturn, over each transport. */
class RelayClientCoturnTest {
    private static TestCertificate certificate;
    private static Coturn coturn;

    private final RelayFixture fixture = new RelayFixture();
    private final Recorder recorder = new Recorder();

    @BeforeAll
    static void startCoturn() {
        Coturn.assumeInstalled();
        certificate = TestCertificate.of("dns:localhost,ip:127.0.0.1");
        coturn = Coturn.start(certificate.coturnOptions());
    }

    @AfterAll
    static void stopCoturn() {
        if (coturn != null) {
            coturn.close();
            certificate.close();
        }
    }

    @AfterEach
    void close() {
        fixture.closeAllocations();
        Await.until("coturn has no allocation of ours", () -> coturn.allocationsOpen() == 0);
        fixture.close();
    }

    private static RelayServer server(RelayTransport transport) {
        return switch (transport) {
            case UDP -> RelayFixture.server(coturn.uri());
            case TCP -> RelayFixture.server(coturn.tcpUri());
            case TLS ->
                    RelayFixture.server(coturn.tlsUri("localhost"))
                            .trusting(certificate.certificate());
        };
    }

    @ParameterizedTest
    @EnumSource
    void anAllocationHasARelayedAndAMappedAddress(RelayTransport transport) {
        RelayAllocation allocation = fixture.allocated(server(transport), recorder);
        assertThat(allocation.relayedAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(allocation.relayedAddress().getPort()).isNotZero();
        assertThat(allocation.mappedAddress().getAddress().isLoopbackAddress()).isTrue();
        assertThat(allocation.serverAddress())
                .isEqualTo(
                        transport == RelayTransport.TLS ? coturn.tlsAddress() : coturn.address());
    }

    @ParameterizedTest
    @EnumSource
    void twoAllocationsTalkThroughTheRelay(RelayTransport transport) {
        Recorder bobHears = new Recorder();
        RelayAllocation alice = fixture.allocated(server(transport), recorder);
        RelayAllocation bob = fixture.allocated(server(RelayTransport.UDP), bobHears);
        RelayFixture.talk(alice, recorder, bob, bobHears);
        Await.until(
                "a channel is bound",
                () -> coturn.log().contains("CHANNEL_BIND processed, success"));
    }

    @ParameterizedTest
    @EnumSource
    void wrongCredentialsAreUnauthorized(RelayTransport transport) {
        RelayServer right = server(transport);
        RelayServer wrong = RelayServer.of(right.uri(), Coturn.USERNAME, "wrong");
        if (transport == RelayTransport.TLS) {
            wrong = wrong.trusting(certificate.certificate());
        }
        assertThat(fixture.failure(wrong)).isEqualTo(RelayFailure.UNAUTHORIZED);
    }

    @Test
    void anUnknownUserIsUnauthorized() {
        RelayServer unknown = RelayServer.of(coturn.uri(), "mallory", Coturn.PASSWORD);
        assertThat(fixture.failure(unknown)).isEqualTo(RelayFailure.UNAUTHORIZED);
    }

    @Test
    void theClientAllocatesAnIpv4AddressUnlessToldOtherwise() {
        try (RelayAllocation allocation =
                RelayClient.allocate(
                        fixture.network(), server(RelayTransport.UDP), Route.system(), recorder)) {
            Await.until("allocated", recorder::isAllocated);
            assertThat(allocation.relayedAddress().getAddress()).isInstanceOf(Inet4Address.class);
        }
    }

    @Test
    void noneOfTwoHundredAllocationsIsLeft() {
        List<Recorder> recorders = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Recorder each = new Recorder();
            recorders.add(each);
            RelayAllocation allocation = fixture.allocate(server(RelayTransport.UDP), each);
            if (i % 4 == 3) {
                allocation.close(); // in the middle of it
            }
        }
        Await.until(
                "three in four are up",
                () -> recorders.stream().filter(Recorder::isAllocated).count() >= 150);
    }
}
