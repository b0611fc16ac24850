package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsHandshakeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void bothSidesGetTheSameKeys() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            assertThat(pair.client).satisfies(p -> assertCarries(p, pair.server));
            assertThat(pair.server).satisfies(p -> assertCarries(p, pair.client));
        }
    }

    @Test
    void eachSideIsToldWhatWasAgreedOn() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            assertThat(pair.client.security)
                    .isEqualTo(
                            new SecurityInfo(
                                    "DTLS 1.2",
                                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                                    "x25519",
                                    SrtpProfile.AEAD_AES_128_GCM,
                                    SetupRole.ACTIVE,
                                    pair.client.certificate.fingerprint(),
                                    pair.server.certificate.fingerprint()));
            assertThat(pair.server.security.role()).isEqualTo(SetupRole.PASSIVE);
            assertThat(pair.server.security.remoteFingerprint())
                    .isEqualTo(pair.client.certificate.fingerprint());
        }
    }

    @Test
    void withCryptexHeaderExtensionsAreHiddenToo() {
        SrtpOptions cryptex = SrtpOptions.DEFAULT.withCryptex(true);
        try (var pair =
                new VirtualPair(1, b -> b.srtpOptions(cryptex))
                        .introduced()
                        .started()
                        .pass(SECOND)) {
            byte[] plain = Packets.rtp(7, 1, 2, 0xBEDE, 3, 160);
            byte[] sealed = Packets.through(pair.client.session.sending()::protectRtp, plain);
            assertThat(Arrays.copyOfRange(sealed, 24, 36))
                    .isNotEqualTo(Arrays.copyOfRange(plain, 24, 36));
            assertThat(Packets.through(pair.server.session.receiving()::unprotectRtp, sealed))
                    .isEqualTo(plain);
        }
    }

    @Test
    void fourDatagramsMakeAHandshake() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            assertThat(pair.datagrams()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 600, 1200})
    void noDatagramIsLargerThanTheMtu(int mtuBytes) {
        try (var pair =
                new VirtualPair(1, b -> b.mtuBytes(mtuBytes)).introduced().started().pass(SECOND)) {
            assertThat(pair.server.session).isNotNull();
            assertThat(pair.toServer.carried()).allMatch(d -> d.length <= mtuBytes);
            assertThat(pair.toClient.carried()).allMatch(d -> d.length <= mtuBytes);
        }
    }

    @Test
    void aServerWithoutTheFingerprintHoldsWhatComesAndAnswersLater() {
        try (var pair = new VirtualPair().started()) {
            pair.client.expecting(pair.server.certificate.fingerprint());
            pair.pass(SECOND);
            assertThat(pair.toClient.carried()).isEmpty();

            pair.server.expecting(pair.client.certificate.fingerprint());
            pair.pass(Duration.ofMillis(100));
            assertThat(pair.server.session).isNotNull();
            assertThat(pair.client.session).isNotNull();
        }
    }

    @Test
    void aClientWithoutTheFingerprintSendsNothing() {
        try (var pair = new VirtualPair().started().pass(SECOND)) {
            assertThat(pair.datagrams()).isZero();
        }
    }

    @Test
    void nothingIsSentBeforeTheStart() {
        try (var pair = new VirtualPair().introduced().pass(SECOND)) {
            assertThat(pair.datagrams()).isZero();
        }
    }

    @Test
    void aServerThatStartsLateAnswersWhatHadArrivedBefore() {
        try (var pair = new VirtualPair().introduced()) {
            pair.client.transport.start();
            pair.pass(Duration.ofMillis(50));
            pair.server.transport.start();
            pair.pass(Duration.ofMillis(100));
            assertThat(pair.client.session).isNotNull();
        }
    }

    @Test
    void aSilentPeerEndsInATimeout() {
        try (var pair =
                new VirtualPair(1, b -> b.handshakeTimeout(Duration.ofSeconds(5))).introduced()) {
            pair.client.transport.start();
            pair.pass(Duration.ofSeconds(4));
            assertThat(pair.client.failure).isNull();
            pair.pass(Duration.ofSeconds(2));
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.TIMEOUT);
        }
    }

    @Test
    void aServerThatIsNeverGreetedEndsInATimeout() {
        try (var pair = new VirtualPair().introduced()) {
            pair.server.transport.start();
            pair.pass(Duration.ofSeconds(41));
            assertThat(pair.server.failure).isEqualTo(DtlsFailure.TIMEOUT);
        }
    }

    @Test
    void aClientThatStallsAfterItsHelloEndsInATimeout() {
        try (var pair = new VirtualPair().introduced().started()) {
            pair.toClient.impaired(1, 0, 0);
            pair.pass(Duration.ofSeconds(41));
            assertThat(pair.server.failure).isEqualTo(DtlsFailure.TIMEOUT);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.TIMEOUT);
        }
    }

    @Test
    void retransmissionsComeSoonAndThenSeldom() {
        try (var pair = new VirtualPair().introduced()) {
            pair.client.transport.start();
            pair.pass(SECOND);
            assertThat(pair.toServer.carried()).hasSize(3);
            pair.pass(Duration.ofSeconds(10));
            assertThat(pair.toServer.carried()).hasSizeBetween(12, 14);
        }
    }

    @Test
    void aKnownRoundTripTimeSetsTheFirstRetransmission() {
        try (var pair =
                new VirtualPair(1, b -> b.roundTripTime(Duration.ofMillis(40))).introduced()) {
            pair.client.transport.start();
            pair.pass(Duration.ofMillis(59));
            assertThat(pair.toServer.carried()).hasSize(1);
            pair.pass(Duration.ofMillis(1));
            assertThat(pair.toServer.carried()).hasSize(2);
        }
    }

    @Test
    void twoActiveSidesFindOutThatTheyConflict() {
        try (var pair = new VirtualPair()) {
            var other = new Party(SetupRole.ACTIVE);
            pair.toServer.to(other::receive);
            other.build(pair.engine, pair.toClient, b -> b)
                    .expecting(pair.client.certificate.fingerprint());
            pair.client.expecting(other.certificate.fingerprint());
            pair.client.transport.start();
            other.transport.start();
            pair.pass(SECOND);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.ROLE_CONFLICT);
            assertThat(other.failure).isEqualTo(DtlsFailure.ROLE_CONFLICT);
        }
    }

    @Test
    void whatIsMissingOrWrongIsNamedWhenTheTransportIsBuilt() {
        try (var pair = new VirtualPair()) {
            assertThatThrownBy(() -> DtlsSrtpTransport.builder(pair.engine).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("setupRole is missing");
            assertThatThrownBy(
                            () ->
                                    DtlsSrtpTransport.builder(pair.engine)
                                            .setupRole(SetupRole.ACTPASS))
                    .hasMessageContaining("setupRole");
            assertThatThrownBy(() -> DtlsSrtpTransport.builder(pair.engine).mtuBytes(200))
                    .hasMessageContaining("mtuBytes");
            assertThatThrownBy(() -> pair.client.transport.verifyRemote(List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertCarries(Party from, Party to) {
        byte[] plain = Packets.rtp(7, 1, 160);
        byte[] buffer = Arrays.copyOf(plain, plain.length + 32);
        int length = from.session.sending().protectRtp(buffer, 0, plain.length);
        assertThat(to.session.receiving().unprotectRtp(buffer, 0, length)).isEqualTo(plain.length);
        assertThat(Arrays.copyOf(buffer, plain.length)).isEqualTo(plain);
    }
}
