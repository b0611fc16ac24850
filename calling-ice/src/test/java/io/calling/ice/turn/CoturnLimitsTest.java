package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
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
            assertThat(count(coturn, "CREATE_PERMISSION processed, error 403")).isOne();
        }
    }

    private static long count(Coturn coturn, String line) {
        return coturn.log().lines().filter(each -> each.contains(line)).count();
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
            assertThat(recorder.events).containsExactly("allocated");
            assertThat(bobHears.events).containsExactly("allocated");
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
                    "silent",
                    Duration.ofSeconds(4), // a second by the clock of TurnLivenessTest
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
