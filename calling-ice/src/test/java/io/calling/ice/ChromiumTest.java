package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.NioNetwork;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import io.calling.ice.turn.RelayClient;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A browser at the other end: in both roles, relayed and direct, through restarts of both. */
class ChromiumTest {
    private static Coturn coturn;
    private static ChromiumPeer browser;

    private NioNetwork network;
    private IceParty alice;

    @BeforeAll
    static void start() {
        coturn = Coturn.start();
        browser = ChromiumPeer.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
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
        if (alice != null) {
            alice.close();
        }
        Await.until("no socket is open", () -> network.openSockets() == 0);
        network.close();
    }

    @ParameterizedTest
    @EnumSource(IceRole.class)
    void itConnectsRelayedAndFollowsRestartsOfBothSides(IceRole ours) {
        ChromiumCall call = relayed(ours);
        call.awaitConnected();
        assertThat(call.types()).isEqualTo("relay relay");
        assertThat(call.candidateLines).isNotEmpty().allMatch(line -> line.contains(" relay "));

        int pairs = alice.pairs.size();
        if (ours == IceRole.CONTROLLING) {
            call.restartByUs();
        } else {
            call.restartByTheBrowser();
        }
        Await.until(
                "another pair is in use: " + call,
                ChromiumCall.PATIENCE,
                () -> alice.pairs.size() > pairs);
        call.awaitDatagramsBothWays();
        assertThat(call.types()).isEqualTo("relay relay");
        assertThat(alice.failed).isNotDone();
        call.close();
    }

    @ParameterizedTest
    @EnumSource(IceRole.class)
    void itConnectsDirectly(IceRole ours) {
        ChromiumCall call =
                call(
                        browser,
                        ours,
                        builder -> IceConfig.builder(network).policy(TransportPolicy.ALL));
        browser.open(call::hear);
        call.start();
        call.awaitConnected();

        assertThat(alice.transport.selectedPair().orElseThrow().local().type())
                .isEqualTo(CandidateType.HOST);
        assertThat(call.types()).doesNotContain("relay");
        call.close();
    }

    @Test
    void L04_itConnectsDirectlyThoughItsAddressesAreNamesThatWeDoNotAskFor() {
        try (ChromiumPeer hiding = ChromiumPeer.startHidingItsAddresses()) {
            ChromiumCall call =
                    call(
                            hiding,
                            IceRole.CONTROLLING,
                            builder -> IceConfig.builder(network).policy(TransportPolicy.ALL));
            hiding.open(call::hear);
            call.start();
            call.awaitConnected();

            assertThat(call.candidateLines).anyMatch(line -> line.contains(".local "));
            assertThat(alice.transport.selectedPair().orElseThrow().remote().type())
                    .isEqualTo(CandidateType.PEER_REFLEXIVE);
        }
    }

    private ChromiumCall relayed(IceRole ours) {
        RelayServer server = RelayServer.of(coturn.uri(), Coturn.USERNAME, Coturn.PASSWORD);
        ChromiumCall call =
                call(browser, ours, builder -> builder.relays(RelayProvider.of(server)));
        browser.openRelayed(coturn, call::hear);
        call.start();
        return call;
    }

    private ChromiumCall call(
            ChromiumPeer peer, IceRole ours, UnaryOperator<IceConfig.Builder> configuration) {
        alice = new IceParty(network, RelayClient::allocate, configuration);
        return new ChromiumCall(peer, alice, ours);
    }
}
