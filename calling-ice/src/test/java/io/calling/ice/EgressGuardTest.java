package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.TurnUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bug of ours would have to get past. */
class EgressGuardTest {
    private static final InetSocketAddress RELAY = address("203.0.113.9", 3478);
    private static final InetSocketAddress PEER = address("198.51.100.34", 50000);
    private static final InetSocketAddress LOCAL = address("192.0.2.17", 0);

    private final Network network = mock(Network.class);
    private final BoundDatagramSocket socket = mock(BoundDatagramSocket.class);
    private int refusals;
    private final EgressGuard guard = new EgressGuard(network, () -> refusals++);

    @BeforeEach
    void permitTheRelay() throws IOException {
        guard.permit(TurnUri.parse("turn:203.0.113.9"));
        guard.permit(TurnUri.parse("turns:relay.example"));
        when(network.bindDatagram(any(), any())).thenReturn(socket);
        when(network.resolve("relay.example"))
                .thenReturn(CompletableFuture.completedFuture(List.of(PEER.getAddress())));
    }

    @Test
    void theRelayIsReachedByDatagramsAndStreams() throws IOException {
        guard.connectDatagram(RELAY, Route.system(), (b, o, l) -> {});
        guard.connectStream(RELAY, Route.system(), null);

        assertThat(refusals).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.34", "127.0.0.1", "192.168.1.1", "169.254.169.254", "::1"})
    void L22_nobodyElseIsReachedByADatagram(String elsewhere) throws IOException {
        assertThatThrownBy(
                        () ->
                                guard.connectDatagram(
                                        address(elsewhere, 3478), Route.system(), (b, o, l) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining(elsewhere);

        assertThat(refusals).isOne();
        verify(network, never()).connectDatagram(any(), any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.34", "127.0.0.1", "192.168.1.1", "169.254.169.254", "::1"})
    void L22_nobodyElseIsReachedByAStream(String elsewhere) throws IOException {
        assertThatThrownBy(
                        () -> guard.connectStream(address(elsewhere, 3478), Route.system(), null))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining(elsewhere);

        assertThat(refusals).isOne();
        verify(network, never()).connectStream(any(), any(), any());
    }

    @Test
    void L22_aDestinationThatIsANameIsRefused() throws IOException {
        InetSocketAddress name = InetSocketAddress.createUnresolved("relay.example", 3478);

        assertThatThrownBy(() -> guard.connectDatagram(name, Route.system(), (b, o, l) -> {}))
                .isInstanceOf(IOException.class);

        assertThat(refusals).isOne();
        verify(network, never()).connectDatagram(any(), any(), any());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"peer.example", "relay.example.", "Relay.example", "x.relay.example", ""})
    void L22_noOtherNameIsLookedUp(String name) {
        assertThat(guard.resolve(name).toCompletableFuture()).isCompletedExceptionally();

        assertThat(refusals).isOne();
        verify(network, never()).resolve(any());
    }

    @Test
    void anAddressIsReachedOnceItIsKnownToBeARelays() throws IOException {
        assertThatThrownBy(() -> guard.connectStream(PEER, Route.system(), null))
                .isInstanceOf(IOException.class);

        guard.resolve("relay.example");
        guard.connectStream(PEER, Route.system(), null);

        assertThat(refusals).isOne();
    }

    @Test
    void L22_aRelayedCallBindsNoSocket() throws IOException {
        assertThatThrownBy(() -> guard.bindDatagram(LOCAL, (f, b, o, l) -> {}))
                .isInstanceOf(IOException.class);

        assertThat(refusals).isOne();
        verify(network, never()).bindDatagram(any(), any());
    }

    @Test
    void L22_aDirectSocketSendsToThoseItWasToldOfOnly() throws IOException {
        guard.permitDirect();
        GuardedSocket own = guard.bindDatagram(LOCAL, (f, b, o, l) -> {});
        own.permit(PEER);
        own.send(PEER, new byte[1], 0, 1);

        assertThat(own.send(RELAY, new byte[1], 0, 1)).isFalse();
        assertThat(own.send(address("198.51.100.34", 50001), new byte[1], 0, 1)).isFalse();

        assertThat(refusals).isEqualTo(2);
        verify(socket).send(any(), any(), anyInt(), anyInt());
    }

    @Test
    void L22_afterTighteningNoSocketIsBound() throws IOException {
        guard.permitDirect();
        guard.forbidDirect();

        assertThatThrownBy(() -> guard.bindDatagram(LOCAL, (f, b, o, l) -> {}))
                .isInstanceOf(IOException.class);

        verify(network, never()).bindDatagram(any(), any());
    }

    private static InetSocketAddress address(String literal, int port) {
        InetAddress ip = IpLiteral.parse(literal);
        return new InetSocketAddress(ip, port);
    }
}
