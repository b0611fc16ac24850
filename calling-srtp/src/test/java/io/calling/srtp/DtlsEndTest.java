package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How associations end. */
class DtlsEndTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void thePeerHearsThatWeClose() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            pair.client.transport.close();
            pair.pass(SECOND);
            assertThat(pair.server.closed).isTrue();
            assertThat(pair.client.closed).as("we know that we have closed").isFalse();
        }
    }

    @Test
    void theFarewellIsOutBeforeCloseReturns() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            int before = pair.toServer.carried().size();
            pair.client.transport.close();
            assertThat(pair.toServer.carried()).hasSize(before + 1);
        }
    }

    @Test
    void keysOutliveTheAssociationThatMadeThem() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            pair.client.transport.close();
            byte[] packet = new byte[200];
            packet[0] = (byte) 0x80;
            assertThat(pair.client.session.sending().protectRtp(packet, 0, 160)).isPositive();
        }
    }

    @Test
    void closingTwiceIsTheSameAsOnce() {
        try (var pair = new VirtualPair().introduced().started().pass(SECOND)) {
            pair.client.transport.close();
            int datagrams = pair.datagrams();
            pair.client.transport.close();
            assertThat(pair.datagrams()).isEqualTo(datagrams);
        }
    }

    @Test
    void aPeerThatClosesInMidHandshakeIsHeard() {
        try (var pair = new VirtualPair().introduced().started().pass(Duration.ofMillis(30))) {
            pair.server.transport.close();
            pair.pass(SECOND);
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.CLOSED_BY_PEER);
            assertThat(pair.server.failure).as("we know that we have closed").isNull();
        }
    }

    @Test
    void nothingIsSentOnceAHandshakeHasFailed() {
        try (var pair = new VirtualPair(1, b -> b.handshakeTimeout(SECOND)).introduced()) {
            pair.client.transport.start();
            pair.pass(Duration.ofSeconds(2));
            int datagrams = pair.datagrams();
            pair.pass(Duration.ofMinutes(5));
            assertThat(pair.client.failure).isEqualTo(DtlsFailure.TIMEOUT);
            assertThat(pair.datagrams()).isEqualTo(datagrams);
        }
    }

    @Test
    void nothingIsSentOnceAHandshakeIsClosed() {
        try (var pair = new VirtualPair().introduced()) {
            pair.client.transport.start();
            pair.pass(SECOND);
            pair.client.transport.close();
            int datagrams = pair.datagrams();
            pair.pass(Duration.ofMinutes(5));
            assertThat(pair.datagrams()).isEqualTo(datagrams);
            assertThat(pair.client.failure).isNull();
        }
    }

    @Test
    void aTransportStartsOnceAndNeverAfterItsEnd() {
        try (var pair = new VirtualPair().introduced().started()) {
            assertThatThrownBy(pair.client.transport::start)
                    .isInstanceOf(IllegalStateException.class);
            pair.server.transport.close();
            assertThatThrownBy(pair.server.transport::start)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        try (var log = new LogCapture();
                var pair = new VirtualPair()) {
            var thrower = new Thrower();
            var client =
                    DtlsSrtpTransport.builder(pair.engine)
                            .setupRole(SetupRole.ACTIVE)
                            .certificate(pair.client.certificate)
                            .output(pair.toServer)
                            .listener(thrower)
                            .build();
            pair.toClient.to(d -> client.receive(d, 0, d.length));
            client.verifyRemote(List.of(pair.server.certificate.fingerprint()));
            pair.server.expecting(pair.client.certificate.fingerprint());
            client.start();
            pair.server.transport.start();
            pair.pass(SECOND);
            assertThat(pair.server.session).isNotNull();
            pair.server.transport.close();
            pair.pass(SECOND);
            assertThat(thrower.closed).isTrue();
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("The listener threw"))
                    .noneMatch(line -> line.contains("on purpose"));
        }
    }

    @Test
    void anOutputThatThrowsLosesDatagramsAndNoMore() {
        try (var log = new LogCapture();
                var pair = new VirtualPair().introduced()) {
            pair.server.transport.start();
            pair.toClient.failing(2);
            pair.client.transport.start();
            pair.pass(Duration.ofSeconds(3));
            assertThat(pair.client.session).isNotNull();
            assertThat(log.lines()).anyMatch(line -> line.contains("The output threw"));
        }
    }

    private static final class Thrower implements DtlsSrtpTransport.Listener {
        private volatile boolean closed;

        @Override
        public void onConnected(SrtpSession session, SecurityInfo security) {
            session.close();
            throw new IllegalStateException("thrown on purpose");
        }

        @Override
        public void onFailed(DtlsFailure failure) {}

        @Override
        public void onClosed() {
            closed = true;
        }
    }
}
