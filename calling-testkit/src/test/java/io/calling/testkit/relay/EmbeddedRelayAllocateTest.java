package io.calling.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.TransactionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedRelayAllocateTest {
    private static final int UNKNOWN_REQUIRED = 0x7ABC;

    private RelayFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new RelayFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void restart(UnaryOperator<EmbeddedRelay.Builder> options) throws IOException {
        fixture.close();
        fixture = new RelayFixture(options);
    }

    @Test
    void aBindingRequestLearnsItsAddressWithoutCredentials() {
        StunMessage answer = fixture.client.send(StunMethod.BINDING, writer -> {});
        assertThat(answer.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS))
                .isEqualTo(fixture.client.address());
    }

    @Test
    void anUnsignedRequestIsChallenged() {
        StunMessage answer = fixture.client.allocate();
        assertThat(answer.errorCode()).isEqualTo(401);
        assertThat(answer.text(StunAttribute.REALM)).isEqualTo("relay.test");
        assertThat(answer.text(StunAttribute.NONCE)).isNotEmpty();
    }

    @Test
    void anAllocationHasARelayedAddressAMappedAddressAndALifetime() {
        StunMessage answer = fixture.loggedIn().allocate();
        assertThat(answer.messageClass()).isEqualTo(StunClass.SUCCESS);
        InetSocketAddress relayed = answer.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        assertThat(relayed.getAddress()).isEqualTo(fixture.relayHost.address());
        assertThat(answer.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS))
                .isEqualTo(fixture.client.address());
        assertThat(answer.uint32(StunAttribute.LIFETIME)).isEqualTo(600);
        assertThat(fixture.client.isSigned(answer)).isTrue();
        assertThat(fixture.relay.allocations()).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(fixture.client.logIn("alice", "wrong").allocate().errorCode()).isEqualTo(401);
        assertThat(fixture.relay.allocations()).isZero();
    }

    @Test
    void anUnknownUserIsRefused() {
        assertThat(fixture.client.logIn("mallory", "x").allocate().errorCode()).isEqualTo(401);
    }

    @Test
    void aNonceThatIsNotOursIsStale() {
        fixture.loggedIn().useNonce("invented");
        StunMessage answer = fixture.client.allocate();
        assertThat(answer.errorCode()).isEqualTo(438);
        assertThat(answer.text(StunAttribute.NONCE)).isNotEqualTo("invented");
    }

    @Test
    void aNonceGoesStaleWithTime() {
        fixture.loggedIn().allocate();
        fixture.clock.advance(Duration.ofMinutes(9));
        assertThat(fixture.client.refresh(3_600).errorCode()).isEqualTo(StunMessage.NONE);
        fixture.clock.advance(Duration.ofMinutes(12));
        assertThat(fixture.client.refresh(3_600).errorCode()).isEqualTo(438);
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswer() {
        fixture.loggedIn();
        TransactionId id = fixture.client.nextId();
        StunMessage first = fixture.client.send(id, StunMethod.ALLOCATE, RawClient::udp);
        InetSocketAddress relayed = first.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS);
        StunMessage second = fixture.client.send(id, StunMethod.ALLOCATE, RawClient::udp);
        assertThat(second.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS)).isEqualTo(relayed);
        assertThat(fixture.relay.counters().allocationsMade()).isEqualTo(1);
    }

    @Test
    void aSecondAllocationOfOneClientIsAMismatch() {
        fixture.loggedIn().allocate();
        assertThat(fixture.client.allocate().errorCode()).isEqualTo(437);
    }

    @Test
    void withoutATransportTheRequestIsBad() {
        StunMessage answer = fixture.loggedIn().send(StunMethod.ALLOCATE, writer -> {});
        assertThat(answer.errorCode()).isEqualTo(400);
    }

    @Test
    void anotherTransportThanUdpIsRefused() {
        StunMessage answer =
                fixture.loggedIn()
                        .send(
                                StunMethod.ALLOCATE,
                                writer ->
                                        writer.uint32(StunAttribute.REQUESTED_TRANSPORT, 6L << 24));
        assertThat(answer.errorCode()).isEqualTo(442);
    }

    @Test
    void anotherAddressFamilyIsRefused() {
        StunMessage answer =
                fixture.loggedIn()
                        .send(
                                StunMethod.ALLOCATE,
                                writer -> {
                                    RawClient.udp(writer);
                                    writer.uint32(StunAttribute.REQUESTED_ADDRESS_FAMILY, 2L << 24);
                                });
        assertThat(answer.errorCode()).isEqualTo(440);
    }

    @Test
    void anUnknownRequiredAttributeIsNamed() {
        StunMessage answer =
                fixture.loggedIn()
                        .send(
                                StunMethod.ALLOCATE,
                                writer -> {
                                    RawClient.udp(writer);
                                    writer.uint32(UNKNOWN_REQUIRED, 1);
                                });
        assertThat(answer.errorCode()).isEqualTo(420);
        assertThat(answer.bytes(StunAttribute.UNKNOWN_ATTRIBUTES))
                .containsExactly(0x7A, (byte) 0xBC);
    }

    @Test
    void dontFragmentIsTolerated() {
        StunMessage answer =
                fixture.loggedIn()
                        .send(
                                StunMethod.ALLOCATE,
                                writer -> {
                                    RawClient.udp(writer);
                                    writer.flag(StunAttribute.DONT_FRAGMENT);
                                });
        assertThat(answer.messageClass()).isEqualTo(StunClass.SUCCESS);
    }

    private StunMessage allocateEven(RawClient client, int flags) {
        return client.send(
                StunMethod.ALLOCATE,
                writer -> {
                    RawClient.udp(writer);
                    writer.bytes(StunAttribute.EVEN_PORT, new byte[] {(byte) flags});
                });
    }

    @Test
    void anEvenPortIsEven() {
        StunMessage answer = allocateEven(fixture.loggedIn(), 0);
        assertThat(answer.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS).getPort() % 2).isZero();
        assertThat(answer.has(StunAttribute.RESERVATION_TOKEN)).isFalse();
    }

    @Test
    void theNextPortIsReservedAndClaimedByItsToken() throws IOException {
        StunMessage first = allocateEven(fixture.loggedIn(), 0x80);
        int even = first.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS).getPort();
        byte[] token = first.bytes(StunAttribute.RESERVATION_TOKEN);
        RawClient second = fixture.client().logIn("alice", "secret");
        assertThat(claim(second, token).xorAddress(StunAttribute.XOR_RELAYED_ADDRESS).getPort())
                .isEqualTo(even + 1);
    }

    @Test
    void aReservationEndsAfterHalfAMinute() throws IOException {
        byte[] token =
                allocateEven(fixture.loggedIn(), 0x80).bytes(StunAttribute.RESERVATION_TOKEN);
        fixture.clock.advance(Duration.ofSeconds(31));
        RawClient second = fixture.client().logIn("alice", "secret");
        assertThat(claim(second, token).errorCode()).isEqualTo(508);
    }

    private static StunMessage claim(RawClient client, byte[] token) {
        return client.send(
                StunMethod.ALLOCATE,
                writer -> {
                    RawClient.udp(writer);
                    writer.bytes(StunAttribute.RESERVATION_TOKEN, token);
                });
    }

    @Test
    void aTokenBesideAnEvenPortIsBad() {
        StunMessage answer =
                fixture.loggedIn()
                        .send(
                                StunMethod.ALLOCATE,
                                writer -> {
                                    RawClient.udp(writer);
                                    writer.bytes(StunAttribute.EVEN_PORT, new byte[] {0});
                                    writer.uint64(StunAttribute.RESERVATION_TOKEN, 1);
                                });
        assertThat(answer.errorCode()).isEqualTo(400);
    }

    @Test
    void aUserGetsNoMoreThanHisQuota() throws IOException {
        restart(builder -> builder.quotas(1, 10));
        fixture.loggedIn().allocate();
        RawClient second = fixture.client().logIn("alice", "secret");
        assertThat(second.allocate().errorCode()).isEqualTo(486);
        RawClient bob = fixture.client().logIn("bob", "other secret");
        assertThat(bob.allocate().messageClass()).isEqualTo(StunClass.SUCCESS);
    }

    @Test
    void aFullRelaySaysSo() throws IOException {
        restart(builder -> builder.quotas(10, 1));
        fixture.loggedIn().allocate();
        RawClient bob = fixture.client().logIn("bob", "other secret");
        assertThat(bob.allocate().errorCode()).isEqualTo(508);
    }

    @Test
    void aReleasedAllocationFreesItsQuota() throws IOException {
        restart(builder -> builder.quotas(1, 1));
        fixture.loggedIn().allocate();
        fixture.client.refresh(0);
        assertThat(fixture.relay.allocations()).isZero();
        assertThat(fixture.client.allocate().messageClass()).isEqualTo(StunClass.SUCCESS);
    }

    @Test
    void anAllocationThatIsNotRefreshedEnds() {
        fixture.loggedIn().allocate();
        fixture.clock.advance(Duration.ofSeconds(599));
        assertThat(fixture.relay.allocations()).isEqualTo(1);
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(fixture.relay.allocations()).isZero();
    }

    @Test
    void aRefreshProlongsAnAllocationUpToTheLimit() {
        fixture.loggedIn().allocate();
        assertThat(fixture.client.refresh(99_999).uint32(StunAttribute.LIFETIME)).isEqualTo(3_600);
        fixture.clock.advance(Duration.ofMinutes(59));
        assertThat(fixture.relay.allocations()).isEqualTo(1);
        fixture.clock.advance(Duration.ofMinutes(2));
        assertThat(fixture.relay.allocations()).isZero();
    }

    @Test
    void aRefreshWithoutAnAllocationIsAMismatch() {
        assertThat(fixture.loggedIn().refresh(600).errorCode()).isEqualTo(437);
    }

    @Test
    void somebodyElsesCredentialsAreWrongForAnAllocation() {
        fixture.loggedIn().allocate();
        fixture.client.logIn("bob", "other secret");
        assertThat(fixture.client.refresh(600).errorCode()).isEqualTo(441);
    }

    @Test
    void bytesThatAreNoStunMessageAreCountedAndGetNoAnswer() {
        fixture.client.sendBytes(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
        assertThat(fixture.client.received).isEmpty();
        assertThat(fixture.relay.counters().malformed()).isEqualTo(1);
    }

    @Test
    void aRelayWithoutUsersIsNotStarted() {
        assertThatThrownBy(() -> EmbeddedRelay.builder().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("users");
    }

    @Test
    void closingEndsEverything() {
        fixture.loggedIn().allocate();
        fixture.relay.close();
        fixture.clock.runDue();
        assertThat(fixture.relay.allocations()).isZero();
        assertThat(fixture.client.refresh(600)).isNull();
    }
}
