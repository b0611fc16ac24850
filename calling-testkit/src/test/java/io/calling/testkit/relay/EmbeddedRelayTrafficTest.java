package io.calling.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.testkit.net.Payload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedRelayTrafficTest {
    private static final int CHANNEL = 0x4000;

    private RelayFixture fixture;
    private RawClient client;
    private InetSocketAddress relayed;

    @BeforeEach
    void allocate() throws IOException {
        fixture = new RelayFixture();
        client = fixture.loggedIn();
        relayed = client.allocate().xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aSendIndicationReachesAPermittedPeerFromTheRelayedAddress() {
        client.permit(fixture.peer());
        client.sendIndication(fixture.peer(), "hello");
        assertThat(fixture.atPeer).containsExactly("hello");
        assertThat(fixture.sourcesAtPeer).containsExactly(relayed);
    }

    @Test
    void withoutAPermissionNothingPassesEitherWay() {
        client.sendIndication(fixture.peer(), "hello");
        fixture.peerSends(relayed, "knock");
        assertThat(fixture.atPeer).isEmpty();
        assertThat(client.received).isEmpty();
        assertThat(fixture.relay.counters().packetsWithoutPermission()).isEqualTo(2);
    }

    @Test
    void aPeersDatagramComesAsADataIndication() {
        client.permit(fixture.peer());
        fixture.peerSends(relayed, "hello");
        StunMessage indication = RawClient.view(client.received.get(0));
        assertThat(indication.is(StunClass.INDICATION, StunMethod.DATA)).isTrue();
        assertThat(indication.xorAddress(StunAttribute.XOR_PEER_ADDRESS)).isEqualTo(fixture.peer());
        assertThat(indication.text(StunAttribute.DATA)).isEqualTo("hello");
    }

    @Test
    void aPermissionIsForAnAddressWhateverItsPort() {
        client.permit(new InetSocketAddress(fixture.peer().getAddress(), 1));
        fixture.peerSends(relayed, "hello");
        assertThat(client.received).hasSize(1);
    }

    @Test
    void aThousandPermissionsLiveAtATimeAndThoseThatEndedMakeRoom() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(client.permit(peer(i)).is(StunClass.SUCCESS, StunMethod.CREATE_PERMISSION))
                    .isTrue();
        }
        assertThat(client.permit(peer(1_000)).errorCode()).isEqualTo(508);
        assertThat(client.permit(peer(7)).messageClass()).isEqualTo(StunClass.SUCCESS);

        fixture.clock.advance(Duration.ofSeconds(301));
        assertThat(client.permit(peer(1_000)).messageClass()).isEqualTo(StunClass.SUCCESS);
    }

    private static InetSocketAddress peer(int number) {
        String address = "198.51." + (100 + number / 250) + "." + (1 + number % 250);
        return new InetSocketAddress(IpLiteral.parse(address), 6000);
    }

    @Test
    void aPermissionEndsAfterFiveMinutes() {
        client.permit(fixture.peer());
        fixture.clock.advance(Duration.ofSeconds(301));
        fixture.peerSends(relayed, "hello");
        assertThat(client.received).isEmpty();
    }

    @Test
    void aChannelCarriesBothWays() {
        client.bind(CHANNEL, fixture.peer());
        client.sendChannelData(CHANNEL, "hello");
        fixture.peerSends(relayed, "back");
        assertThat(fixture.atPeer).containsExactly("hello");
        assertThat(client.received.get(0)).containsExactly(0x40, 0, 0, 4, 'b', 'a', 'c', 'k');
    }

    @Test
    void aChannelEndsAfterTenMinutes() {
        client.bind(CHANNEL, fixture.peer());
        client.refresh(3_600);
        fixture.clock.advance(Duration.ofSeconds(601));
        client.sendChannelData(CHANNEL, "hello");
        assertThat(fixture.atPeer).isEmpty();
    }

    @Test
    void aChannelWithoutABindingCarriesNothing() {
        client.permit(fixture.peer());
        client.sendChannelData(CHANNEL, "hello");
        assertThat(fixture.atPeer).isEmpty();
    }

    @Test
    void channelNumbersOutOfRangeAreBad() {
        assertThat(client.bind(0x3FFF, fixture.peer()).errorCode()).isEqualTo(400);
        assertThat(client.bind(0x7FFF, fixture.peer()).errorCode()).isEqualTo(400);
    }

    @Test
    void oneChannelHasOnePeerAndOnePeerHasOneChannel() {
        client.bind(CHANNEL, fixture.peer());
        var other = new InetSocketAddress(fixture.peer().getAddress(), 7000);
        assertThat(client.bind(CHANNEL, other).errorCode()).isEqualTo(400);
        assertThat(client.bind(CHANNEL + 1, fixture.peer()).errorCode()).isEqualTo(400);
        assertThat(client.bind(CHANNEL, fixture.peer()).messageClass())
                .isEqualTo(StunClass.SUCCESS);
    }

    @Test
    void aPermissionForNobodyIsBad() {
        assertThat(client.send(StunMethod.CREATE_PERMISSION, writer -> {}).errorCode())
                .isEqualTo(400);
    }

    @Test
    void aPeerOfTheOtherFamilyIsRefused() {
        var six = new InetSocketAddress("2001:db8::2", 5000);
        assertThat(client.permit(six).errorCode()).isEqualTo(443);
        assertThat(client.bind(CHANNEL, six).errorCode()).isEqualTo(443);
    }

    @Test
    void aForbiddenPeerIsRefused() throws IOException {
        fixture.close();
        fixture = new RelayFixture(builder -> builder.peers(peer -> false));
        fixture.loggedIn().allocate();
        assertThat(fixture.client.permit(fixture.peer()).errorCode()).isEqualTo(403);
    }

    @Test
    void twoClientsReachEachOtherThroughTheirRelayedAddresses() throws IOException {
        RawClient other = fixture.client().logIn("bob", "other secret");
        InetSocketAddress otherRelayed =
                other.allocate().xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        other.bind(CHANNEL, relayed);
        client.bind(CHANNEL, otherRelayed);
        other.received.clear();
        client.sendChannelData(CHANNEL, "hello");
        assertThat(other.received).hasSize(1);
    }

    @Test
    void observersSeeWhatPasses() {
        List<RelayedPacket> seen = new ArrayList<>();
        List<String> toClients = new ArrayList<>();
        fixture.relay.observe(
                new RelayObserver() {
                    @Override
                    public void onRelayed(RelayedPacket packet) {
                        seen.add(packet);
                    }

                    @Override
                    public void onSentToClient(InetSocketAddress to, Payload datagram) {
                        toClients.add(to.toString());
                    }
                });
        client.permit(fixture.peer());
        client.sendIndication(fixture.peer(), "there");
        fixture.peerSends(relayed, "and back");
        assertThat(seen)
                .extracting(packet -> packet.username() + " " + packet.direction())
                .containsExactly("alice TO_PEER", "alice TO_CLIENT");
        assertThat(seen.get(1).data().toByteArray())
                .isEqualTo("and back".getBytes(StandardCharsets.US_ASCII));
        assertThat(toClients).hasSize(2);
    }

    @Test
    void countersCountWhatPassed() {
        client.permit(fixture.peer());
        client.sendIndication(fixture.peer(), "12345");
        fixture.peerSends(relayed, "123");
        RelayCounters counters = fixture.relay.counters();
        assertThat(counters.packetsToPeers()).isEqualTo(1);
        assertThat(counters.bytesToPeers()).isEqualTo(5);
        assertThat(counters.packetsToClients()).isEqualTo(1);
        assertThat(counters.bytesToClients()).isEqualTo(3);
    }
}
