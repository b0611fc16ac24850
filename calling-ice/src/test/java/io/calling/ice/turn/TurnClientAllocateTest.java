package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.UserHash;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an allocation comes up, and how it does not. */
class TurnClientAllocateTest {
    private static final InetSocketAddress PEER = ClientRig.PEER;

    private final ClientRig rig = new ClientRig();

    private byte[] signedAllocate() {
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(StunMethod.ALLOCATE), 401));
        return rig.next(StunMethod.ALLOCATE);
    }

    @Test
    void theFirstRequestNamesNobody() {
        rig.start();
        StunMessage first = FakeRelay.parse(rig.next(StunMethod.ALLOCATE));
        assertThat(first.has(StunAttribute.USERNAME)).isFalse();
        assertThat(first.hasIntegrity()).isFalse();
        assertThat(first.uint32(StunAttribute.REQUESTED_TRANSPORT)).isEqualTo(17L << 24);
    }

    @Test
    void L08_noRequestCarriesSoftware() {
        byte[] signed = signedAllocate();
        assertThat(FakeRelay.parse(signed).has(StunAttribute.SOFTWARE)).isFalse();
    }

    @Test
    void theChallengeIsAnsweredWithTheCredentials() {
        byte[] signed = signedAllocate();
        assertThat(rig.relay.isSigned(signed)).isTrue();
        assertThat(FakeRelay.parse(signed).text(StunAttribute.USERNAME)).isEqualTo("alice");
        rig.receive(rig.relay.grantAllocation(signed, 600));
        assertThat(rig.events).containsExactly("allocated");
    }

    @Test
    void theAddressFamilyIsAskedFor() {
        ClientRig ipv6 = new ClientRig(false, AddressFamily.IPV6, 1);
        ipv6.start();
        byte[] first = ipv6.next(StunMethod.ALLOCATE);
        assertThat(FakeRelay.parse(first).uint32(StunAttribute.REQUESTED_ADDRESS_FAMILY))
                .isEqualTo(2L << 24);
        ipv6.receive(ipv6.relay.challenge(first, 401));
        ipv6.receive(ipv6.relay.grantAllocation(ipv6.next(), 600));
        assertThat(ipv6.events).as("an IPv4 address was not asked for").containsExactly("REFUSED");
    }

    @Test
    void sha256IsUsedWhereTheRelayOffersIt() {
        rig.relay.modern();
        byte[] signed = signedAllocate();
        StunMessage message = FakeRelay.parse(signed);
        assertThat(rig.relay.isSigned(signed)).isTrue();
        assertThat(message.hasIntegrity()).isFalse();
        assertThat(message.uint16(StunAttribute.PASSWORD_ALGORITHM)).isEqualTo(2);
        assertThat(message.bytes(StunAttribute.PASSWORD_ALGORITHMS))
                .isEqualTo(rig.relay.algorithms);
        rig.receive(rig.relay.grantAllocation(signed, 600));
        assertThat(rig.events).containsExactly("allocated");
    }

    @Test
    void L17_nobodyOnTheWayTalksTheClientDownToMd5() {
        rig.relay.modern();
        rig.relay.algorithms = null; // taken out on the way; the nonce still promises them
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(), 401));
        assertThat(rig.hasNext()).as("nothing is signed").isFalse();
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.events).containsExactly("UNAUTHORIZED", "released");
    }

    @Test
    void L17_theUserNameIsHashedWhereTheRelayWantsItSo() {
        rig.relay.modern();
        rig.relay.nonce = "obMatJos2wAAAnonce-1";
        byte[] signed = signedAllocate();
        StunMessage message = FakeRelay.parse(signed);
        assertThat(message.has(StunAttribute.USERNAME)).isFalse();
        assertThat(message.bytes(StunAttribute.USERHASH))
                .isEqualTo(UserHash.of("alice", rig.relay.realm));
    }

    @Test
    void permissionsFollowRightBehindTheSignedAllocate() {
        rig.permit(PEER);
        rig.start();
        byte[] first = rig.next(StunMethod.ALLOCATE);
        assertThat(rig.hasNext()).as("nothing of the peer before").isFalse();
        rig.receive(rig.relay.challenge(first, 401));
        byte[] signed = rig.next(StunMethod.ALLOCATE);
        byte[] permission = rig.next(StunMethod.CREATE_PERMISSION);
        assertThat(rig.relay.isSigned(permission)).isTrue();
        assertThat(FakeRelay.parse(permission).xorAddress(StunAttribute.XOR_PEER_ADDRESS))
                .as("the relay is not told the port")
                .isEqualTo(new InetSocketAddress(PEER.getAddress(), 0));
        rig.receive(rig.relay.grantAllocation(signed, 600));
        rig.receive(rig.relay.grant(permission));
        assertThat(rig.send(PEER, "data")).isTrue();
    }

    @Test
    void aPermissionThatOvertookTheAllocateIsAskedForAgain() {
        rig.permit(PEER);
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(), 401));
        byte[] signed = rig.next(StunMethod.ALLOCATE);
        rig.receive(rig.relay.refuse(rig.next(StunMethod.CREATE_PERMISSION), 437));
        assertThat(rig.hasNext()).isFalse();
        rig.receive(rig.relay.grantAllocation(signed, 600));
        rig.receive(rig.relay.grant(rig.next(StunMethod.CREATE_PERMISSION)));
        assertThat(rig.send(PEER, "data")).isTrue();
    }

    @Test
    void oneNewNonceServesAllThatIsOnItsWay() {
        rig.permit(PEER);
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(), 401));
        byte[] signed = rig.next(StunMethod.ALLOCATE);
        byte[] permission = rig.next(StunMethod.CREATE_PERMISSION);
        rig.relay.nonce = "nonce-2";
        rig.receive(rig.relay.challenge(signed, 438));
        byte[] again = rig.next(StunMethod.ALLOCATE);
        rig.receive(rig.relay.challenge(permission, 438));
        byte[] permissionAgain = rig.next(StunMethod.CREATE_PERMISSION);
        assertThat(rig.relay.isSigned(again)).isTrue();
        assertThat(rig.relay.isSigned(permissionAgain)).isTrue();
    }

    @Test
    void aRelayThatChangesItsNonceForEverIsGivenUp() {
        rig.start();
        for (int i = 0; i < 10 && rig.hasNext(); i++) {
            rig.relay.nonce = "nonce " + i;
            rig.receive(rig.relay.challenge(rig.next(), i == 0 ? 401 : 438));
        }
        assertThat(rig.sent).hasSizeLessThan(5);
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.events).startsWith("UNAUTHORIZED");
    }

    @Test
    void wrongCredentialsAreUnauthorizedAfterAMoment() {
        byte[] signed = signedAllocate();
        rig.receive(rig.relay.challenge(signed, 401));
        assertThat(rig.events).as("it could be forged").isEmpty();
        rig.advance(Duration.ofMillis(500));
        assertThat(rig.events).containsExactly("UNAUTHORIZED", "released");
        assertThat(rig.sent).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED", "403, FORBIDDEN", "420, UNSUPPORTED", "440, UNSUPPORTED",
        "441, UNAUTHORIZED", "442, UNSUPPORTED", "486, QUOTA_REACHED", "500, REFUSED",
        "508, NO_CAPACITY"
    })
    void aSignedRefusalIsTypedAtOnce(int code, String failure) {
        byte[] signed = signedAllocate();
        rig.receive(rig.relay.refuse(signed, code));
        assertThat(rig.events).first().isEqualTo(failure);
    }

    @Test
    void anUnsignedRefusalGivesWayToASignedGrant() {
        byte[] signed = signedAllocate();
        for (int code : new int[] {400, 401, 403, 437, 486, 508}) {
            rig.receive(FakeRelay.refuseUnsigned(signed, code));
        }
        rig.receive(rig.relay.grantAllocation(signed, 600));
        rig.advance(Duration.ofSeconds(5));
        assertThat(rig.events).containsExactly("allocated");
    }

    @Test
    void L29_aForgedGrantCannotNameOurRelayedAddress() {
        InetSocketAddress ours = FakeRelay.address("192.0.2.1", 9);
        rig.start();
        byte[] first = rig.next();
        rig.receive(FakeRelay.forgeAllocation(first, ours));
        assertThat(rig.events).isEmpty();
        rig.receive(rig.relay.challenge(first, 401));
        byte[] signed = rig.next();
        rig.receive(FakeRelay.forgeAllocation(signed, ours));
        assertThat(rig.events).isEmpty();
        rig.receive(rig.relay.grantAllocation(signed, 600));
        assertThat(rig.events).containsExactly("allocated");
    }

    @Test
    void aRelayThatProvesNothingIsUntrusted() {
        rig.start();
        rig.receive(FakeRelay.forgeAllocation(rig.next(), FakeRelay.RELAYED));
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.events).containsExactly("UNTRUSTED", "released");
    }

    @Test
    void aTakenSocketIsReplacedTwiceAtMost() {
        rig.start();
        rig.receive(rig.relay.challenge(rig.next(), 401));
        for (int i = 0; i < 2; i++) {
            rig.receive(rig.relay.refuse(rig.next(StunMethod.ALLOCATE), 437));
            assertThat(rig.events).hasSize(i + 1).containsOnly("socket taken");
            rig.start();
        }
        rig.receive(rig.relay.refuse(rig.next(StunMethod.ALLOCATE), 437));
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.events).endsWith("REFUSED", "released");
    }

    @Test
    void L18_aRedirectIsToldAndNotFollowed() {
        byte[] signed = signedAllocate();
        rig.receive(rig.relay.redirect(signed, FakeRelay.address("198.51.100.66", 3478)));
        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.events)
                .containsExactly("redirected to 198.51.100.66", "REDIRECTED", "released");
        assertThat(rig.hasNext()).isFalse();
    }

    @Test
    void requestsAreRepeatedAtDoublingIntervals() {
        rig.start();
        List<Long> millis = new ArrayList<>();
        long start = rig.nowNanos();
        int seen = 0;
        for (int i = 0; i < 8000; i++) {
            rig.advance(Duration.ofMillis(1));
            for (; seen < rig.sent.size(); seen++) {
                millis.add((rig.nowNanos() - start) / 1_000_000);
            }
        }
        assertThat(millis).containsExactly(1L, 250L, 750L, 1750L, 3750L, 7750L);
        assertThat(rig.sent).allSatisfy(bytes -> assertThat(bytes).isEqualTo(rig.sent.get(0)));
    }

    @Test
    void nothingIsRepeatedOverAStream() {
        ClientRig stream = new ClientRig(true, AddressFamily.IPV4, 1);
        stream.start();
        stream.advance(Duration.ofSeconds(7));
        assertThat(stream.sent).hasSize(1);
    }

    @Test
    void L06_silenceIsUnreachableAtTheDeadline() {
        rig.start();
        rig.advance(Duration.ofMillis(7999));
        assertThat(rig.events).isEmpty();
        rig.advance(Duration.ofMillis(1));
        assertThat(rig.events).containsExactly("UNREACHABLE", "released");
    }

    @Test
    void L06_garbageIsUnreachableAtTheDeadline() {
        Random random = new Random(5);
        rig.start();
        for (int i = 0; i < 800; i++) {
            byte[] garbage = new byte[random.nextInt(120)];
            random.nextBytes(garbage);
            rig.receive(garbage);
            rig.advance(Duration.ofMillis(10));
        }
        assertThat(rig.events).containsExactly("UNREACHABLE", "released");
        assertThat(rig.sent).hasSizeLessThan(10);
    }

    @Test
    void anAnswerToNothingThatWasAskedIsDropped() {
        byte[] signed = signedAllocate();
        byte[] foreign = rig.relay.grantAllocation(signed, 600);
        foreign[19] ^= 1;
        rig.receive(foreign);
        assertThat(rig.events).isEmpty();
        assertThat(rig.client.counters().unsolicited).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.1"})
    void aRelayedAddressOfNoUseIsRefused(String ip) {
        byte[] signed = signedAllocate();
        rig.receive(
                rig.relay.grant(
                        signed,
                        writer -> FakeRelay.allocation(writer, FakeRelay.address(ip, 9), 600)));
        assertThat(rig.events).first().isEqualTo("REFUSED");
        assertThat(FakeRelay.parse(rig.next()).uint32(StunAttribute.LIFETIME))
                .as("and released")
                .isZero();
    }

    @Test
    void anUnknownAttributeThatMustBeUnderstoodFailsTheAllocation() {
        byte[] signed = signedAllocate();
        rig.receive(
                rig.relay.grant(
                        signed,
                        writer ->
                                FakeRelay.allocation(writer, FakeRelay.RELAYED, 600)
                                        .uint32(0x7777, 1)));
        assertThat(rig.events).first().isEqualTo("UNSUPPORTED");
    }

    @Test
    void aBrokenStreamIsUnreachable() {
        ClientRig stream = new ClientRig(true, AddressFamily.IPV4, 1);
        stream.start();
        stream.client.onLinkDown(RelayFailure.UNREACHABLE, stream.nowNanos());
        stream.advance(Duration.ZERO);
        assertThat(stream.events).containsExactly("UNREACHABLE", "released");
    }
}
