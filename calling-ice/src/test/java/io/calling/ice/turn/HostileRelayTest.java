package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.TransactionId;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Relays that answer nonsense, nothing, too slowly, or with somebody else's address. */
class HostileRelayTest {
    private final RelayFixture fixture = new RelayFixture();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        fixture.close();
    }

    private interface Conduct {
        byte[] answer(byte[] request);
    }

    /** A relay over UDP that answers as told; what it answers, and how often it was asked. */
    private AtomicInteger rogue(AtomicReference<String> uri, Conduct conduct) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<BoundDatagramSocket> socket = new AtomicReference<>();
        socket.set(
                fixture.network()
                        .bindDatagram(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                (from, buffer, offset, length) -> {
                                    asked.incrementAndGet();
                                    byte[] request = new byte[length];
                                    System.arraycopy(buffer, offset, request, 0, length);
                                    byte[] answer = conduct.answer(request);
                                    if (answer != null) {
                                        socket.get().send(from, answer, 0, answer.length);
                                    }
                                }));
        uri.set("turn:127.0.0.1:" + socket.get().localAddress().getPort());
        rogueSocket = socket.get();
        return asked;
    }

    private BoundDatagramSocket rogueSocket;

    private RelayFailure failureAt(Conduct conduct, AtomicReference<AtomicInteger> asked)
            throws IOException {
        AtomicReference<String> uri = new AtomicReference<>();
        asked.set(rogue(uri, conduct));
        RelayFailure failure =
                fixture.failure(RelayServer.of(uri.get(), FakeRelay.USERNAME, FakeRelay.PASSWORD));
        fixture.network().execute(() -> {});
        rogueSocket.close();
        return failure;
    }

    /** After how long is measured in the test kit's {@code RelayAddressesTest}. */
    @Test
    void L06_silenceIsUnreachable() throws IOException {
        fixture.impatient();
        AtomicReference<AtomicInteger> asked = new AtomicReference<>();
        assertThat(failureAt(request -> null, asked)).isEqualTo(RelayFailure.UNREACHABLE);
        assertThat(asked.get().get()).isLessThan(10);
    }

    @Test
    void L06_garbageIsUnreachableAndAnsweredByNothing() throws IOException {
        fixture.impatient();
        Random random = new Random(1);
        AtomicReference<AtomicInteger> asked = new AtomicReference<>();
        RelayFailure failure =
                failureAt(
                        request -> {
                            byte[] garbage = new byte[1 + random.nextInt(300)];
                            random.nextBytes(garbage);
                            return garbage;
                        },
                        asked);
        assertThat(failure).isEqualTo(RelayFailure.UNREACHABLE);
        assertThat(asked.get().get()).isLessThan(10);
    }

    @Test
    void L18_aRedirectElsewhereIsNotFollowed() throws IOException {
        AtomicInteger elsewhere = new AtomicInteger();
        try (BoundDatagramSocket trap =
                fixture.network()
                        .bindDatagram(
                                FakeRelay.address("127.0.0.66", 0),
                                (from, buffer, offset, length) -> elsewhere.incrementAndGet())) {
            FakeRelay relay = new FakeRelay();
            AtomicReference<AtomicInteger> asked = new AtomicReference<>();
            RelayFailure failure =
                    failureAt(request -> relay.redirect(request, trap.localAddress()), asked);
            assertThat(failure).isEqualTo(RelayFailure.REDIRECTED);
        }
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void L18_aRedirectInACircleEnds() throws IOException {
        FakeRelay relay = new FakeRelay();
        AtomicReference<AtomicInteger> asked = new AtomicReference<>();
        RelayFailure failure =
                failureAt(request -> relay.redirect(request, rogueSocket.localAddress()), asked);
        assertThat(failure).isEqualTo(RelayFailure.REDIRECTED);
        assertThat(asked.get().get()).isLessThan(10);
    }

    @Test
    void L17_aRelayThatKeepsChangingItsRealmGetsOneSignedRequest() throws IOException {
        AtomicInteger realms = new AtomicInteger();
        Set<TransactionId> signed = new HashSet<>(); // loop only; a slow machine repeats requests
        AtomicReference<AtomicInteger> asked = new AtomicReference<>();
        RelayFailure failure =
                failureAt(
                        request -> {
                            FakeRelay relay = new FakeRelay();
                            relay.realm = "realm " + realms.incrementAndGet();
                            relay.nonce = "nonce " + realms;
                            StunMessage message = FakeRelay.parse(request);
                            if (message.hasIntegrity()) {
                                signed.add(message.transactionId());
                            }
                            return relay.challenge(request, 401);
                        },
                        asked);
        assertThat(failure).isEqualTo(RelayFailure.UNAUTHORIZED);
        assertThat(signed).hasSize(1);
    }

    @Test
    void L34_aStreamThatAcceptsAndSaysNothingIsUnreachable() {
        fixture.impatient();
        try (Rogue silent = Rogue.that(socket -> socket.getInputStream().readAllBytes())) {
            assertThat(fixture.failure(RelayFixture.server(silent.uri())))
                    .isEqualTo(RelayFailure.UNREACHABLE);
        }
    }

    @Test
    void L06_aStreamOfGarbageIsClosedAtOnce() {
        byte[] garbage = new byte[4096];
        new Random(2).nextBytes(garbage);
        garbage[0] = (byte) 0xFF;
        try (Rogue rogue =
                Rogue.that(
                        socket -> {
                            socket.getOutputStream().write(garbage);
                            socket.getInputStream().readAllBytes();
                        })) {
            assertThat(fixture.failure(RelayFixture.server(rogue.uri())))
                    .isEqualTo(RelayFailure.UNREACHABLE);
            assertThat(rogue.connections()).as("and not tried again").isOne();
        }
    }

    @Test
    void L34_aSilentTlsPortIsUnreachable() {
        fixture.impatient();
        try (Rogue silent = Rogue.that(socket -> socket.getInputStream().readAllBytes())) {
            RelayServer server = RelayFixture.server("turns:127.0.0.1:" + silent.port());
            assertThat(fixture.failure(server)).isEqualTo(RelayFailure.UNREACHABLE);
        }
    }

    @Test
    void L34_plainTextAtATlsPortIsUnreachable() {
        try (Rogue rogue =
                Rogue.that(
                        socket -> {
                            socket.getInputStream().read();
                            socket.getOutputStream()
                                    .write(
                                            "HTTP/1.1 400\r\n\r\n"
                                                    .getBytes(StandardCharsets.US_ASCII));
                            socket.getInputStream().readAllBytes();
                        })) {
            RelayServer server = RelayFixture.server("turns:127.0.0.1:" + rogue.port());
            assertThat(fixture.failure(server)).isEqualTo(RelayFailure.UNREACHABLE);
        }
    }

    @Test
    void aStreamThatDripsByteByByteStillWorks() {
        try (Coturn coturn = Coturn.start();
                Rogue slow = Rogue.before(coturn.address(), Rogue.DRIPPING, Rogue.DRIPPING)) {
            Recorder bobHears = new Recorder();
            RelayAllocation alice = fixture.allocated(RelayFixture.server(slow.uri()), recorder);
            RelayAllocation bob = fixture.allocated(RelayFixture.server(coturn.uri()), bobHears);
            RelayFixture.talk(alice, recorder, bob, bobHears);
            fixture.closeAllocations();
        }
    }

    @Test
    void aDripThatNeverEndsAMessageIsUnreachable() {
        fixture.impatient();
        try (Rogue drip =
                Rogue.that(
                        socket -> {
                            byte[] announcesMuch = {0x01, 0x13, (byte) 0xFF, (byte) 0xFC};
                            socket.getOutputStream().write(announcesMuch);
                            socket.getInputStream().readAllBytes();
                        })) {
            assertThat(fixture.failure(RelayFixture.server(drip.uri())))
                    .isEqualTo(RelayFailure.UNREACHABLE);
        }
    }

    @Test
    void aBrokenConnectionIsALostAllocation() {
        try (Coturn coturn = Coturn.start()) {
            fixture.allocated(RelayFixture.server(coturn.tcpUri()), recorder);
            coturn.kill();
            Await.until("lost", recorder::isOver);
            assertThat(recorder.events).containsExactly("allocated", "LOST");
        }
    }
}
