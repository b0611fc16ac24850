package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions, channels, and what passes through them. */
class TurnClientPeersTest {
    private static final InetSocketAddress PEER = ClientRig.PEER;
    private static final InetSocketAddress IPV6_PEER = FakeRelay.address("2001:db8::7", 6000);

    private final ClientRig rig = new ClientRig();

    @BeforeEach
    void allocate() {
        rig.allocate();
    }

    private static InetSocketAddress peer(int index) {
        return FakeRelay.address("198.51.100." + index, 6000);
    }

    @Test
    void aDatagramToAPermittedPeerIsASendIndication() {
        rig.permitted(PEER);
        rig.send(PEER, "abc");
        StunMessage indication = FakeRelay.parse(rig.next(StunMethod.SEND));
        assertThat(indication.is(StunClass.INDICATION, StunMethod.SEND)).isTrue();
        assertThat(indication.xorAddress(StunAttribute.XOR_PEER_ADDRESS)).isEqualTo(PEER);
        assertThat(ClientRig.text(indication, StunAttribute.DATA)).isEqualTo("abc");
    }

    @Test
    void datagramsOfEveryLengthAreWrappedInEitherFamily() {
        rig.permitted(PEER);
        rig.permitted(IPV6_PEER);
        for (InetSocketAddress peer : new InetSocketAddress[] {PEER, IPV6_PEER}) {
            for (int length = 0; length < 40; length++) {
                rig.send(peer, "x".repeat(length));
                StunMessage indication = FakeRelay.parse(rig.next(StunMethod.SEND));
                assertThat(indication.xorAddress(StunAttribute.XOR_PEER_ADDRESS)).isEqualTo(peer);
                assertThat(ClientRig.text(indication, StunAttribute.DATA)).hasSize(length);
            }
        }
    }

    @Test
    void aDatagramOfAPermittedPeerIsTold() {
        rig.permitted(PEER);
        rig.receive(FakeRelay.data(PEER, new byte[] {'h', 'i'}));
        assertThat(rig.data).containsExactly("hi");
        assertThat(rig.sources).containsExactly(PEER);
    }

    @Test
    void anotherPortOfAPermittedAddressIsTold() {
        rig.permitted(PEER);
        InetSocketAddress otherPort = new InetSocketAddress(PEER.getAddress(), 7777);
        rig.receive(FakeRelay.data(otherPort, new byte[] {'h'}));
        assertThat(rig.sources).containsExactly(otherPort);
    }

    @Test
    void L11_aDatagramOfANeverPermittedPeerIsDropped() {
        rig.receive(FakeRelay.data(PEER, new byte[] {1}));
        rig.permit(PEER);
        rig.receive(FakeRelay.data(PEER, new byte[] {2}));
        assertThat(rig.data).as("asked for is not granted").isEmpty();
        assertThat(rig.client.counters().foreign).isEqualTo(2);
    }

    @Test
    void L11_channelDataOfAChannelThatWasNeverBoundIsDropped() {
        for (int channel = 0x4000; channel < 0x8000; channel += 0x111) {
            rig.receive(FakeRelay.channelData(channel, new byte[] {1}));
        }
        assertThat(rig.data).isEmpty();
        assertThat(rig.client.counters().foreign).isPositive();
    }

    @Test
    void datagramsGoRightBehindTheRequestForTheirPermissionAndOnceMoreWithTheAnswer() {
        rig.hold(PEER, "one!");
        byte[] request = rig.next(StunMethod.CREATE_PERMISSION);
        assertSent("one!");
        rig.hold(PEER, "two");
        assertSent("two");
        assertThat(rig.hasNext()).isFalse();
        rig.receive(rig.relay.grant(request));
        assertSent("one!", "two");
        assertThat(rig.hasNext()).isFalse();
    }

    @Test
    void nothingGoesAheadOfAPermissionThatWasRefused() {
        rig.hold(PEER, "one!");
        byte[] request = rig.next(StunMethod.CREATE_PERMISSION);
        assertSent("one!");
        rig.receive(rig.relay.refuse(request, 403));
        rig.hold(PEER, "two");
        assertThat(rig.hasNext()).isFalse();
    }

    private void assertSent(String... texts) {
        for (String text : texts) {
            StunMessage indication = FakeRelay.parse(rig.next(StunMethod.SEND));
            assertThat(ClientRig.text(indication, StunAttribute.DATA)).isEqualTo(text);
        }
    }

    @Test
    void onlyAFewDatagramsWait() {
        for (int i = 0; i < 1000; i++) {
            rig.hold(peer(i % 100), "datagram");
        }
        int sends = 0;
        for (int permissions = 0; permissions < 12; ) {
            byte[] message = rig.next();
            if (FakeRelay.parse(message).method() == StunMethod.CREATE_PERMISSION) {
                rig.receive(rig.relay.grant(message));
                permissions++;
            } else {
                sends++;
            }
        }
        assertThat(rig.client.counters().dropped).isGreaterThanOrEqualTo(1000 - TurnPeers.MAX_HELD);
        assertThat(sends + rig.count(StunMethod.SEND))
                .as("behind the request, and with the answer")
                .isLessThanOrEqualTo(2 * TurnPeers.MAX_HELD);
    }

    @Test
    void thePeersAreBounded() {
        for (int i = 0; i < 70_000; i++) {
            rig.permit(FakeRelay.address("198.51.100.9", i % 65_536));
        }
        assertThat(rig.client.peer(FakeRelay.address("198.51.100.9", 65_535))).isNull();
        assertThat(rig.count(StunMethod.CREATE_PERMISSION)).isOne();
    }

    @Test
    void L35_aStormOfForbiddenPeersStaysUnderTwentyRequestsAMinute() {
        int requests = 0;
        int sends = 0;
        for (int second = 0; second < 60; second++) {
            for (int i = 1; i <= 100; i++) {
                rig.hold(peer(i), "check");
            }
            while (rig.hasNext()) {
                byte[] message = rig.next();
                if (FakeRelay.parse(message).method() == StunMethod.CREATE_PERMISSION) {
                    rig.receive(rig.relay.refuse(message, 403));
                    requests++;
                } else {
                    sends++;
                }
            }
            rig.advance(Duration.ofSeconds(1));
        }
        assertThat(requests).isBetween(1, 19);
        assertThat(sends).as("behind a request").isLessThanOrEqualTo(requests);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 443, 508})
    void aRefusedPeerIsLeftAloneForAMinute(int code) {
        rig.hold(PEER, "one");
        rig.receive(rig.relay.refuse(rig.next(StunMethod.CREATE_PERMISSION), code));
        rig.next(StunMethod.SEND);
        for (int second = 0; second < 59; second++) {
            rig.hold(PEER, "again");
            rig.advance(Duration.ofSeconds(1));
        }
        assertThat(rig.hasNext()).isFalse();
        rig.advance(Duration.ofSeconds(1));
        rig.hold(PEER, "later");
        rig.next(StunMethod.CREATE_PERMISSION);
    }

    @Test
    void aRelayThatDoesNotSignItsRefusalsIsBelievedAfterAMoment() {
        rig.permit(PEER);
        rig.receive(FakeRelay.refuseUnsigned(rig.next(StunMethod.CREATE_PERMISSION), 403));
        rig.advance(Duration.ofSeconds(30));
        assertThat(rig.hasNext()).as("no repetition").isFalse();
        assertThat(rig.send(PEER, "x")).isFalse();
    }

    @Test
    void grantsCostNothing() {
        for (int i = 1; i <= 100; i++) {
            rig.permitted(peer(i));
        }
        assertThat(IntStream.rangeClosed(1, 100).allMatch(i -> rig.send(peer(i), "x"))).isTrue();
    }

    @Test
    void aPermissionInUseIsRenewedBeforeItExpires() {
        rig.permitted(PEER);
        for (int i = 0; i < 2; i++) {
            rig.send(PEER, "used");
            rig.skip();
            rig.advance(Duration.ofMinutes(4));
            rig.receive(rig.relay.grant(rig.next(StunMethod.CREATE_PERMISSION)));
        }
        assertThat(rig.send(PEER, "still open")).isTrue();
    }

    @Test
    void aPermissionOutOfUseLapsesAndComesBackWhenNeeded() {
        rig.permitted(PEER);
        rig.advance(Duration.ofMinutes(4));
        rig.receive(rig.relay.grant(rig.next(StunMethod.CREATE_PERMISSION)));
        rig.advance(Duration.ofMinutes(4));
        assertThat(rig.count(StunMethod.CREATE_PERMISSION)).isZero();
        assertThat(rig.send(PEER, "x")).isFalse();
        rig.hold(PEER, "x");
        rig.next(StunMethod.CREATE_PERMISSION);
    }

    @Test
    void aPermissionStaysOpenWhileItsRenewalIsUnanswered() {
        rig.permitted(PEER);
        rig.advance(Duration.ofSeconds(270));
        assertThat(rig.send(PEER, "x")).isTrue();
        assertThat(rig.count(StunMethod.CREATE_PERMISSION)).isGreaterThan(1);
    }

    @Test
    void aRelayWithShortLifetimesIsAskedMoreOften() {
        ClientRig hasty = new ClientRig();
        hasty.allocate(60);
        hasty.permitted(PEER);
        hasty.advance(Duration.ofSeconds(24));
        hasty.next(StunMethod.CREATE_PERMISSION);
    }

    @Test
    void aPreferredPeerGetsAChannelWithFourBytesOfHeader() {
        int channel = rig.preferred(PEER);
        assertThat(channel).isEqualTo(0x4000);
        rig.send(PEER, "abc");
        assertThat(rig.next()).containsExactly(0x40, 0, 0, 3, 'a', 'b', 'c');
    }

    @Test
    void channelDataOfItsPeerIsTold() {
        int channel = rig.preferred(PEER);
        rig.receive(FakeRelay.channelData(channel, new byte[] {'h', 'i'}));
        rig.receive(new byte[] {0x40, 0, 0, 1, 'x', 0, 0, 0}); // padded, as streams are
        rig.receive(new byte[] {0x40, 0, 0, 9, 'x'}); // claims more than there is
        rig.receive(new byte[] {0x40, 0, 0});
        assertThat(rig.data).containsExactly("hi", "x");
        assertThat(rig.sources).containsOnly(PEER);
        assertThat(rig.client.counters().malformed).isEqualTo(2);
    }

    @Test
    void aChannelIsRenewedAndItsPermissionWithIt() {
        rig.permitted(PEER);
        rig.preferred(PEER);
        for (int i = 0; i < 2; i++) {
            rig.advance(Duration.ofMinutes(4));
            rig.receive(rig.relay.grant(rig.next(StunMethod.CHANNEL_BIND)));
            rig.skip();
        }
        assertThat(rig.send(PEER, "x")).isTrue();
    }

    @Test
    void aChannelThatIsNoLongerPreferredOrUsedLapses() {
        rig.preferred(PEER);
        InetSocketAddress other = peer(9);
        assertThat(rig.preferred(other)).isEqualTo(0x4001);
        rig.advance(Duration.ofMinutes(4));
        rig.receive(rig.relay.grant(rig.next(StunMethod.CHANNEL_BIND)));
        rig.receive(rig.relay.grant(rig.next(StunMethod.CHANNEL_BIND)));
        rig.skip();
        rig.advance(Duration.ofMinutes(4));
        assertThat(rig.count(StunMethod.CHANNEL_BIND)).isOne();
        assertThat(rig.client.peer(PEER).channel()).isZero();
        assertThat(rig.client.peer(other).channel()).isEqualTo(0x4001);
    }

    @Test
    void aRefusedChannelLeavesTheIndications() {
        rig.permitted(PEER);
        rig.prefer(PEER);
        rig.receive(rig.relay.refuse(rig.next(StunMethod.CHANNEL_BIND), 508));
        rig.send(PEER, "abcd");
        rig.next(StunMethod.SEND);
        rig.prefer(PEER);
        assertThat(rig.hasNext()).as("not asked again at once").isFalse();
    }

    @Test
    void aMismatchOfAPermissionAsksTheAllocationItself() {
        rig.permit(PEER);
        rig.receive(rig.relay.refuse(rig.next(StunMethod.CREATE_PERMISSION), 437));
        byte[] refresh = rig.next(StunMethod.REFRESH);
        assertThat(rig.events).containsExactly("allocated");
        rig.receive(rig.relay.grant(refresh));
        rig.receive(rig.relay.grant(rig.next(StunMethod.CREATE_PERMISSION)));
        assertThat(rig.send(PEER, "x")).isTrue();
    }

    @Test
    void aMismatchOfARenewalAsksTheAllocationToo() {
        rig.permitted(PEER);
        rig.advance(Duration.ofMinutes(4));
        rig.receive(rig.relay.refuse(rig.next(StunMethod.CREATE_PERMISSION), 437));
        rig.receive(rig.relay.refuse(rig.next(StunMethod.REFRESH), 437));
        assertThat(rig.events).startsWith("allocated", "LOST");
        assertThat(rig.send(PEER, "x")).isFalse();
    }
}
