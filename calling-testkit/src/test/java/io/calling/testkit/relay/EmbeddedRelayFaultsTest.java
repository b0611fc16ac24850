package io.calling.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedRelayFaultsTest {
    private RelayFixture fixture;
    private RawClient client;
    private InetSocketAddress relayed;

    @BeforeEach
    void allocateAndPermit() throws IOException {
        fixture = new RelayFixture();
        client = fixture.loggedIn();
        relayed = client.allocate().xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        client.permit(fixture.peer());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private RelayFaults faults() {
        return fixture.relay.faults();
    }

    @Test
    void aSilentRelayNeitherAnswersNorRelays() {
        faults().silence();
        assertThat(client.refresh(600)).isNull();
        client.sendIndication(fixture.peer(), "hello");
        assertThat(fixture.atPeer).isEmpty();
    }

    @Test
    void itWorksAgainWhenTold() {
        faults().silence();
        faults().none();
        assertThat(client.refresh(600).messageClass()).isEqualTo(StunClass.SUCCESS);
    }

    @Test
    void garbageIsNoStunMessage() {
        faults().garbage();
        assertThatThrownBy(() -> client.refresh(600)).hasMessageContaining("no STUN message");
    }

    @Test
    void refusalsCarryTheirCode() {
        faults().refuse(486);
        assertThat(client.refresh(600).errorCode()).isEqualTo(486);
        assertThatThrownBy(() -> faults().refuse(200)).hasMessageContaining("200");
    }

    @Test
    void aRelayThatMovedNamesTheOther() {
        var other = new InetSocketAddress("203.0.113.10", 3478);
        faults().moveTo(other);
        StunMessage answer = client.allocate();
        assertThat(answer.errorCode()).isEqualTo(300);
        assertThat(answer.address(StunAttribute.ALTERNATE_SERVER)).isEqualTo(other);
    }

    @Test
    void droppedPermissionsCanBeMadeAgain() {
        faults().dropPermissions();
        client.sendIndication(fixture.peer(), "lost");
        client.permit(fixture.peer());
        client.sendIndication(fixture.peer(), "carried");
        assertThat(fixture.atPeer).containsExactly("carried");
    }

    @Test
    void refusedPermissionsAreForbidden() {
        faults().refusePermissions();
        assertThat(client.permit(fixture.peer()).errorCode()).isEqualTo(403);
    }

    @Test
    void expiredAllocationsAreGone() {
        faults().expireAllocations();
        assertThat(client.refresh(600).errorCode()).isEqualTo(437);
    }

    @Test
    void expiredNoncesAreStaleOnce() {
        faults().expireNonces();
        StunMessage answer = client.refresh(600);
        assertThat(answer.errorCode()).isEqualTo(438);
        client.useNonce(answer.text(StunAttribute.NONCE));
        assertThat(client.refresh(600).messageClass()).isEqualTo(StunClass.SUCCESS);
    }

    @Test
    void exactlyOneByteIsFlippedOnTheWayToAPeer() {
        faults().flipOneByte();
        client.sendIndication(fixture.peer(), "aaaaa");
        assertThat(fixture.atPeer).containsExactly("aa`aa");
    }

    @Test
    void exactlyOneByteIsFlippedBetweenTwoClientsOfTheRelay() throws IOException {
        RawClient other = fixture.client().logIn("bob", "other secret");
        InetSocketAddress otherRelayed =
                other.allocate().xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        other.permit(relayed);
        other.received.clear();
        client.permit(otherRelayed);
        faults().flipOneByte();
        client.sendIndication(otherRelayed, "aaaaa");
        assertThat(RawClient.view(other.received.get(0)).text(StunAttribute.DATA))
                .isEqualTo("aa`aa");
    }

    @Test
    void onlyWhatFitsIsFlipped() {
        faults().flipOneByteOf(data -> data[0] == 'b');
        client.sendIndication(fixture.peer(), "aaa");
        client.sendIndication(fixture.peer(), "bbb");
        assertThat(fixture.atPeer).containsExactly("aaa", "bcb");
    }

    @Test
    void droppedDatagramsAreCounted() {
        faults().drop(1);
        client.sendIndication(fixture.peer(), "hello");
        assertThat(fixture.atPeer).isEmpty();
        assertThat(fixture.relay.counters().packetsTampered()).isEqualTo(1);
    }

    @Test
    void delayedDatagramsComeLater() {
        faults().delay(Duration.ofMillis(100));
        fixture.peerSends(relayed, "hello");
        fixture.clock.advance(Duration.ofMillis(99));
        assertThat(client.received).isEmpty();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(RawClient.view(client.received.get(0)).bytes(StunAttribute.DATA))
                .isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aSlowRelayAnswersLater() {
        faults().slow(Duration.ofMillis(100));
        client.sendIndication(fixture.peer(), "hello");
        assertThat(fixture.atPeer).isEmpty();
        fixture.clock.advance(Duration.ofMillis(98));
        assertThat(fixture.atPeer).isEmpty();
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(fixture.atPeer).containsExactly("hello");
        assertThat(client.refresh(600)).isNull();
        client.received.clear();
        fixture.clock.advance(Duration.ofMillis(100));
        assertThat(client.received).hasSize(1);
    }

    @Test
    void aDeadRelaySaysNothingMore() {
        fixture.relay.die();
        assertThat(client.refresh(600)).isNull();
    }
}
