package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import io.calling.ice.testing.TestCertificate;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a {@code turns:} relay must prove to be, and what its observers see. */
class TlsRelayTest {
    private static TestCertificate right;
    private static Coturn coturn;

    private final RelayFixture fixture = new RelayFixture();

    @BeforeAll
    static void startCoturn() {
        Coturn.assumeInstalled();
        right = TestCertificate.of("dns:localhost,ip:127.0.0.1");
        coturn = Coturn.start(right.coturnOptions());
    }

    @AfterAll
    static void stopCoturn() {
        if (coturn != null) {
            coturn.close();
            right.close();
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static RelayServer server(String host) {
        return RelayFixture.server(coturn.tlsUri(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void theRightCertificateIsTrustedForNamesAndAddresses(String host) {
        fixture.allocated(server(host).trusting(right.certificate()), new Recorder());
    }

    @Test
    void L17_aCertificateOfNoAuthorityOfTheJdkIsUntrusted() {
        assertThat(fixture.failure(server("localhost"))).isEqualTo(RelayFailure.UNTRUSTED);
    }

    @Test
    void L17_aCertificateOfAnotherAuthorityIsUntrusted() {
        try (TestCertificate other = TestCertificate.of("dns:localhost")) {
            assertThat(fixture.failure(server("localhost").trusting(other.certificate())))
                    .isEqualTo(RelayFailure.UNTRUSTED);
        }
    }

    @Test
    void L17_aCertificateOfAnotherNameIsUntrusted() {
        assertOneThatIsUntrusted(TestCertificate.of("dns:relay.example.org"));
    }

    @Test
    void L17_anExpiredCertificateIsUntrusted() {
        assertOneThatIsUntrusted(TestCertificate.expired("dns:localhost,ip:127.0.0.1"));
    }

    private void assertOneThatIsUntrusted(TestCertificate wrong) {
        try (wrong;
                Coturn impostor = Coturn.start(wrong.coturnOptions())) {
            RelayServer server =
                    RelayFixture.server(impostor.tlsUri("localhost")).trusting(wrong.certificate());
            assertThat(fixture.failure(server)).isEqualTo(RelayFailure.UNTRUSTED);
            assertThat(impostor.allocationsMade()).isZero();
        }
    }

    @Test
    void L17_nothingIsSaidBeforeTheCertificateIsVerified() throws IOException {
        List<Integer> plainBytes = new CopyOnWriteArrayList<>();
        try (TestCertificate wrong = TestCertificate.of("dns:relay.example.org");
                Rogue impostor =
                        new Rogue(
                                wrong.serverContext()
                                        .getServerSocketFactory()
                                        .createServerSocket(0),
                                socket -> {
                                    int first = socket.getInputStream().read();
                                    if (first >= 0) {
                                        plainBytes.add(first);
                                    }
                                })) {
            RelayServer server =
                    RelayFixture.server("turns:localhost:" + impostor.port())
                            .trusting(wrong.certificate());
            assertThat(fixture.failure(server)).isEqualTo(RelayFailure.UNTRUSTED);
        }
        assertThat(plainBytes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void eitherProtocolWorks(String protocol) throws IOException {
        SSLServerSocket socket =
                (SSLServerSocket)
                        right.serverContext().getServerSocketFactory().createServerSocket(0);
        socket.setEnabledProtocols(new String[] {protocol});
        FakeRelay relay = new FakeRelay();
        try (Rogue server = new Rogue(socket, new StreamRelay(relay))) {
            RelayServer tls =
                    RelayServer.of(
                                    "turns:localhost:" + server.port(),
                                    FakeRelay.USERNAME,
                                    FakeRelay.PASSWORD)
                            .trusting(right.certificate());
            fixture.allocated(tls, new Recorder());
            fixture.closeAllocations();
        }
    }

    @Test
    void nothingOlderThanTls12IsOffered() {
        SSLEngine engine = TlsTrust.system().newEngine("relay.example.org", 5349);
        assertThat(engine.getSSLParameters().getProtocols())
                .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    }

    @Test
    void L34_noSessionIsResumedFromOneCallToTheNext() {
        List<byte[]> hellos = new CopyOnWriteArrayList<>();
        try (Rogue observer =
                Rogue.before(coturn.tlsAddress(), recording(hellos), Rogue.UNCHANGED)) {
            RelayServer server =
                    RelayFixture.server("turns:localhost:" + observer.port())
                            .trusting(right.certificate());
            fixture.allocated(server, new Recorder());
            fixture.closeAllocations();
            fixture.allocated(server, new Recorder());
            fixture.closeAllocations();
        }
        assertThat(hellos).hasSize(2);
        ClientHello first = new ClientHello(hellos.get(0));
        ClientHello second = new ClientHello(hellos.get(1));
        assertThat(second.sessionId()).isNotEqualTo(first.sessionId());
        assertThat(second.extension(ClientHello.PRE_SHARED_KEY)).isNull();
        assertThat(second.extension(ClientHello.SESSION_TICKET)).isIn(null, new byte[0]);
    }

    @Test
    void L34_observersSeeTheNameOfTheRelayAndNoWordOfTurn() {
        List<byte[]> hellos = new CopyOnWriteArrayList<>();
        try (Rogue observer =
                Rogue.before(coturn.tlsAddress(), recording(hellos), Rogue.UNCHANGED)) {
            RelayServer server =
                    RelayFixture.server("turns:localhost:" + observer.port())
                            .trusting(right.certificate());
            fixture.allocated(server, new Recorder());
            fixture.closeAllocations();
        }
        ClientHello hello = new ClientHello(hellos.get(0));
        assertThat(hello.extension(ClientHello.SERVER_NAME)).asString().contains("localhost");
        assertThat(hello.extension(ClientHello.ALPN)).isNull();
    }

    /** Keeps the first bytes of each connection: the ClientHello. */
    private static Rogue.Pipe recording(List<byte[]> hellos) {
        return (bytes, length, out) -> {
            if (bytes[0] == 0x16 && bytes[5] == 0x01) {
                hellos.add(Arrays.copyOf(bytes, length));
            }
            out.write(bytes, 0, length);
        };
    }

    @Test
    void authoritiesAreForTlsOnly() {
        RelayServer udp = RelayFixture.server("turn:127.0.0.1");
        assertThatThrownBy(() -> udp.trusting(right.certificate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> server("localhost").trusting())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyDatagramsAtOnceArriveInOrder() {
        Recorder bobHears = new Recorder();
        RelayAllocation alice =
                fixture.allocated(
                        server("localhost").trusting(right.certificate()), new Recorder());
        RelayAllocation bob = fixture.allocated(RelayFixture.server(coturn.uri()), bobHears);
        bob.permit(alice.relayedAddress());
        alice.prefer(bob.relayedAddress());
        RelayFixture.sendUntilHeard(alice, bob, bobHears, "first");
        bobHears.data.clear();
        for (int i = 0; i < 60; i++) {
            String text = i + "x".repeat(900);
            Await.until(
                    "there is room", () -> RelayFixture.send(alice, bob.relayedAddress(), text));
        }
        Await.until("the last", () -> bobHears.data.stream().anyMatch(t -> t.startsWith("59x")));
        List<Integer> order =
                bobHears.data.stream()
                        .filter(text -> !text.equals("first"))
                        .map(text -> Integer.valueOf(text.substring(0, text.indexOf('x'))))
                        .toList();
        assertThat(order).isSorted().hasSizeGreaterThan(50);
    }
}
