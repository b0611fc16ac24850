package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an allocation stays up, is lost, and is released. */
class TurnClientLifetimeTest {
    private final ClientRig rig = new ClientRig();

    private static boolean isRelease(byte[] request) {
        return FakeRelay.parse(request).uint32(StunAttribute.LIFETIME) == 0;
    }

    @ParameterizedTest
    @CsvSource({"600, 540", "120, 60", "60, 30", "10, 5", "1, 1"})
    void anAllocationIsRefreshedAheadOfItsEnd(int lifetimeSeconds, int refreshSeconds) {
        rig.allocate(lifetimeSeconds);
        rig.advance(Duration.ofSeconds(refreshSeconds).minusMillis(1));
        assertThat(rig.hasNext()).isFalse();
        rig.advance(Duration.ofMillis(1));
        if (lifetimeSeconds > 1) {
            assertThat(rig.relay.isSigned(rig.next(StunMethod.REFRESH))).isTrue();
        }
    }

    @Test
    void anAllocationLivesForHours() {
        rig.allocate();
        for (int i = 0; i < 20; i++) {
            rig.advance(Duration.ofMinutes(9));
            rig.receive(
                    rig.relay.grant(
                            rig.next(StunMethod.REFRESH),
                            writer -> writer.uint32(StunAttribute.LIFETIME, 600)));
        }
        assertThat(rig.events).containsExactly("allocated");
        assertThat(rig.hasNext()).isFalse();
    }

    @Test
    void aStaleNonceIsRenewedInPassing() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        rig.relay.nonce = "nonce-2";
        rig.receive(rig.relay.challenge(rig.next(StunMethod.REFRESH), 438));
        byte[] again = rig.next(StunMethod.REFRESH);
        assertThat(rig.relay.isSigned(again)).isTrue();
        rig.receive(rig.relay.grant(again));
        rig.advance(Duration.ofSeconds(500));
        assertThat(rig.events).containsExactly("allocated");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 437, 438, 441, 500})
    void L17_aForgedRefusalDoesNotEndAWorkingAllocation(int code) {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        byte[] refresh = rig.next(StunMethod.REFRESH);
        rig.receive(FakeRelay.refuseUnsigned(refresh, code));
        rig.advance(Duration.ofSeconds(2));
        assertThat(rig.events).containsExactly("allocated");
        rig.receive(rig.relay.grant(refresh));
        rig.advance(Duration.ofSeconds(500));
        assertThat(rig.events).containsExactly("allocated");
    }

    @Test
    void L17_aChallengeOfAnotherRealmIsNotAnswered() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        byte[] refresh = rig.next(StunMethod.REFRESH);
        FakeRelay other = new FakeRelay();
        other.realm = "somewhere.else";
        other.nonce = "another nonce";
        rig.receive(other.challenge(refresh, 438));
        assertThat(rig.hasNext()).as("nothing is signed for it").isFalse();
    }

    @Test
    void L06_aLostAllocationIsToldAtOnce() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        rig.receive(rig.relay.refuse(rig.next(StunMethod.REFRESH), 437));
        rig.advance(Duration.ZERO);
        assertThat(rig.events).containsExactly("allocated", "LOST", "released");
        assertThat(rig.hasNext()).as("there is nothing to release").isFalse();
    }

    @Test
    void aRestartedRelayLosesTheAllocationByItsChallenge() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        rig.relay.nonce = "of the restarted relay";
        rig.receive(rig.relay.challenge(rig.next(StunMethod.REFRESH), 401));
        rig.receive(rig.relay.refuse(rig.next(StunMethod.REFRESH), 437));
        assertThat(rig.events).startsWith("allocated", "LOST");
    }

    @Test
    void aSilentRelayIsLostWithinEightSeconds() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        rig.advance(Duration.ofSeconds(8));
        assertThat(rig.events).startsWith("allocated", "LOST");
    }

    @Test
    void revokedCredentialsAreUnauthorized() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        rig.receive(rig.relay.refuse(rig.next(StunMethod.REFRESH), 441));
        assertThat(rig.events).startsWith("allocated", "UNAUTHORIZED");
    }

    @Test
    void aRefreshThatIsRefusedIsTriedAgainWithoutHaste() {
        rig.allocate();
        rig.advance(Duration.ofMinutes(9));
        int requests = 0;
        for (int second = 0; second < 70; second++) {
            for (; rig.hasNext(); requests++) {
                byte[] request = rig.next(StunMethod.REFRESH);
                if (!isRelease(request)) {
                    rig.receive(rig.relay.refuse(request, 508));
                }
            }
            rig.advance(Duration.ofSeconds(1));
        }
        assertThat(requests).isLessThan(12);
        assertThat(rig.events).startsWith("allocated", "LOST");
    }

    @Test
    void aBrokenStreamLosesTheAllocation() {
        ClientRig stream = new ClientRig(true, AddressFamily.IPV4, 1);
        stream.allocate();
        stream.client.onLinkDown(RelayFailure.UNREACHABLE, stream.nowNanos());
        stream.advance(Duration.ZERO);
        assertThat(stream.events).containsExactly("allocated", "LOST", "released");
    }

    @Test
    void closingReleasesTheAllocation() {
        rig.allocate();
        rig.close();
        byte[] release = rig.next(StunMethod.REFRESH);
        assertThat(isRelease(release)).isTrue();
        assertThat(rig.relay.isSigned(release)).isTrue();
        rig.receive(rig.relay.grant(release));
        assertThat(rig.events).containsExactly("allocated", "released");
    }

    @Test
    void aReleaseIsRepeatedALittle() {
        rig.allocate();
        rig.close();
        rig.advance(Duration.ofSeconds(5));
        assertThat(rig.count(StunMethod.REFRESH)).isEqualTo(3);
        assertThat(rig.events).containsExactly("allocated", "released");
    }

    @Test
    void aReleaseSurvivesAStaleNonce() {
        rig.allocate();
        rig.close();
        rig.relay.nonce = "nonce-2";
        rig.receive(rig.relay.challenge(rig.next(StunMethod.REFRESH), 438));
        byte[] again = rig.next(StunMethod.REFRESH);
        assertThat(isRelease(again)).isTrue();
        assertThat(rig.relay.isSigned(again)).isTrue();
    }

    @Test
    void closingBeforeTheChallengeSendsNothingMore() {
        rig.start();
        rig.skip();
        rig.close();
        assertThat(rig.hasNext()).isFalse();
        assertThat(rig.events).containsExactly("released");
    }

    @Test
    void anAllocationThatCameUpHalfWayIsReleased() {
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(), 401));
        byte[] signed = rig.next(StunMethod.ALLOCATE);
        rig.close();
        byte[] early = rig.next(StunMethod.REFRESH);
        rig.receive(rig.relay.refuse(early, 437)); // it overtook the Allocate
        assertThat(rig.events).isEmpty();
        rig.receive(rig.relay.grantAllocation(signed, 600));
        byte[] release = rig.next(StunMethod.REFRESH);
        assertThat(isRelease(release)).isTrue();
        rig.receive(rig.relay.grant(release));
        assertThat(rig.events).containsExactly("released");
    }

    @Test
    void anAllocationWhoseAnswerNeverCameIsReleased() {
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(), 401));
        rig.advance(Duration.ofSeconds(8));
        assertThat(rig.events).containsExactly("UNREACHABLE");
        rig.skip();
        rig.advance(Duration.ofSeconds(2));
        assertThat(rig.events).containsExactly("UNREACHABLE", "released");
        assertThat(isRelease(rig.sent.get(rig.sent.size() - 1))).isTrue();
    }

    @Test
    void afterTheEndNothingIsDoneAnyMore() {
        rig.allocate();
        rig.permitted(ClientRig.PEER);
        rig.close();
        rig.receive(rig.relay.grant(rig.next(StunMethod.REFRESH)));
        rig.permit(FakeRelay.address("198.51.100.8", 1));
        rig.prefer(ClientRig.PEER);
        rig.hold(ClientRig.PEER, "late");
        rig.receive(FakeRelay.data(ClientRig.PEER, new byte[] {1}));
        rig.advance(Duration.ofHours(1));
        assertThat(rig.hasNext()).isFalse();
        assertThat(rig.send(ClientRig.PEER, "late")).isFalse();
        assertThat(rig.data).isEmpty();
        assertThat(rig.client.nanosToNext(rig.nowNanos())).isEqualTo(Long.MAX_VALUE);
    }
}
