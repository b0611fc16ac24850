package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.ice.stun.TransactionId;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A coturn that refuses, forgets and dies. */
class CoturnLimitsTest {
    private final RelayFixture fixture = new RelayFixture();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aUsedUpQuotaIsTyped() {
        try (Coturn coturn = Coturn.start("--user-quota=1")) {
            fixture.allocated(RelayFixture.server(coturn.uri()), recorder);
            assertThat(fixture.failure(RelayFixture.server(coturn.uri())))
                    .isEqualTo(RelayFailure.QUOTA_REACHED);
            fixture.closeAllocations();
        }
    }

    @Test
    void L35_aForbiddenPeerIsAskedForOnce() {
        Set<TransactionId> refused = ConcurrentHashMap.newKeySet();
        fixture.wrap(network -> new Ear(network, refused));
        try (Coturn coturn = Coturn.start("--denied-peer-ip=127.0.0.9")) {
            RelayAllocation allocation =
                    fixture.allocated(RelayFixture.server(coturn.uri()), recorder);
            InetSocketAddress denied = FakeRelay.address("127.0.0.9", 4000);
            InetSocketAddress allowed = FakeRelay.address("127.0.0.1", 4000);
            allocation.permit(denied);
            allocation.permit(allowed);
            Await.until(
                    "both are answered", () -> count(coturn, "CREATE_PERMISSION processed") >= 2);
            for (int i = 0; i < 200; i++) {
                RelayFixture.send(allocation, denied, "check");
            }
            Await.until(
                    "the allowed one is open", () -> RelayFixture.send(allocation, allowed, "x"));
            fixture.closeAllocations();
        }
        assertThat(refused).hasSize(1);
    }

    private static long count(Coturn coturn, String line) {
        return coturn.log().lines().filter(each -> each.contains(line)).count();
    }

    /** Notes which requests were refused; one that a slow machine repeats is one. */
    private static final class Ear extends ForwardingNetwork {
        private final Set<TransactionId> refused;

        Ear(Network network, Set<TransactionId> refused) {
            super(network);
            this.refused = refused;
        }

        @Override
        public ConnectedDatagramSocket connectDatagram(
                InetSocketAddress remote, Route route, DatagramReceiver receiver)
                throws IOException {
            return super.connectDatagram(
                    remote,
                    route,
                    (buffer, offset, length) -> {
                        note(buffer, offset, length);
                        receiver.onDatagram(buffer, offset, length);
                    });
        }

        private void note(byte[] buffer, int offset, int length) {
            StunMessage message = new StunMessage();
            if (message.wrap(buffer, offset, length) == StunValidity.VALID
                    && message.is(StunClass.ERROR, StunMethod.CREATE_PERMISSION)
                    && message.errorCode() == 403) {
                refused.add(message.transactionId());
            }
        }
    }

    @Test
    void aCallOutlivesShortLifetimesAndStaleNonces() {
        try (Coturn coturn =
                Coturn.start(
                        "--max-allocate-lifetime=6",
                        "--permission-lifetime=4",
                        "--channel-lifetime=4",
                        "--stale-nonce=2")) {
            Recorder bobHears = new Recorder();
            RelayAllocation alice = fixture.allocated(RelayFixture.server(coturn.uri()), recorder);
            RelayAllocation bob = fixture.allocated(RelayFixture.server(coturn.uri()), bobHears);
            RelayFixture.talk(alice, recorder, bob, bobHears);
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() - end < 0) {
                bobHears.data.clear();
                RelayFixture.sendUntilHeard(alice, bob, bobHears, "still there?");
            }
            assertThat(recorder.fate()).containsExactly("allocated");
            assertThat(bobHears.fate()).containsExactly("allocated");
            fixture.closeAllocations();
        }
    }

    @Test
    void aRelayThatDiesIsSuspectedFirstAndLostSoonAfter() {
        try (Coturn coturn = Coturn.start()) {
            Recorder bobHears = new Recorder();
            RelayAllocation alice = fixture.allocated(RelayFixture.server(coturn.uri()), recorder);
            RelayAllocation bob = fixture.allocated(RelayFixture.server(coturn.uri()), bobHears);
            RelayFixture.talk(alice, recorder, bob, bobHears);
            coturn.kill();
            Await.until(
                    "silent", // a second by the clock of TurnLivenessTest
                    () -> {
                        RelayFixture.send(alice, bob.relayedAddress(), "media");
                        return recorder.events.contains("silent");
                    });
            Await.until("lost", Duration.ofSeconds(15), recorder::isOver);
            assertThat(recorder.events).containsExactly("allocated", "silent", "LOST");
        }
    }

    @Test
    void derivedCredentialsAreTaken() {
        try (Coturn coturn = Coturn.startWithSecret("a shared secret")) {
            RelayServer server =
                    EphemeralCredentials.derive(
                                    "a shared secret", "x7f3", Instant.now().plusSeconds(600))
                            .at(coturn.uri());
            fixture.allocated(server, recorder);
            fixture.closeAllocations();
        }
    }

    @Test
    void expiredOrForgedCredentialsAreUnauthorized() {
        try (Coturn coturn = Coturn.startWithSecret("a shared secret")) {
            Instant later = Instant.now().plusSeconds(600);
            Instant earlier = Instant.now().minusSeconds(600);
            assertThat(
                            fixture.failure(
                                    EphemeralCredentials.derive("guess", "x", later)
                                            .at(coturn.uri())))
                    .isEqualTo(RelayFailure.UNAUTHORIZED);
            assertThat(
                            fixture.failure(
                                    EphemeralCredentials.derive("a shared secret", "x", earlier)
                                            .at(coturn.uri())))
                    .isEqualTo(RelayFailure.UNAUTHORIZED);
        }
    }

    @Test
    void credentialsThatRunOutAreToldAheadOfTime() {
        try (Coturn coturn = Coturn.startWithSecret("a shared secret")) {
            RelayServer server =
                    EphemeralCredentials.derive(
                                    "a shared secret", "x7f3", Instant.now().plusSeconds(8))
                            .at(coturn.uri());
            fixture.allocate(server, recorder);
            Await.until("expiring", () -> recorder.events.contains("expiring"));
            assertThat(recorder.events).containsExactly("allocated", "expiring");
            fixture.closeAllocations();
        }
    }
}
