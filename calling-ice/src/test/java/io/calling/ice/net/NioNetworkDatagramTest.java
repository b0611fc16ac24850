package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.testing.Await;
import io.calling.ice.testing.OpenResources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NioNetworkDatagramTest {
    private static final DatagramReceiver NOBODY = (buffer, offset, length) -> {};

    private final OpenResources before = OpenResources.now();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private NioNetwork network;

    @BeforeEach
    void open() throws IOException {
        network = NioNetwork.open();
    }

    @AfterEach
    void close() {
        network.close();
        before.assertNothingAdded();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void hear(byte[] buffer, int offset, int length) {
        heard.add(new String(buffer, offset, length, StandardCharsets.US_ASCII));
    }

    private static boolean send(ConnectedDatagramSocket socket, String text) {
        return socket.send(bytes(text), 0, text.length());
    }

    private BoundDatagramSocket echo() throws IOException {
        AtomicReference<BoundDatagramSocket> echo = new AtomicReference<>();
        echo.set(
                network.bindDatagram(
                        loopback(0),
                        (from, buffer, offset, length) ->
                                echo.get().send(from, buffer, offset, length)));
        return echo.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aDatagramGoesThereAndBackInEitherFamily(String literal) throws IOException {
        InetSocketAddress any = new InetSocketAddress(IpLiteral.parse(literal), 0);
        AtomicReference<BoundDatagramSocket> echo = new AtomicReference<>();
        echo.set(
                network.bindDatagram(
                        any, (from, buf, off, len) -> echo.get().send(from, buf, off, len)));
        ConnectedDatagramSocket socket =
                network.connectDatagram(echo.get().localAddress(), Route.system(), this::hear);
        assertThat(send(socket, "hello")).isTrue();
        Await.until("the echo", () -> heard.contains("hello"));
        assertThat(socket.remoteAddress()).isEqualTo(echo.get().localAddress());
        assertThat(socket.localAddress().getAddress()).isEqualTo(any.getAddress());
    }

    @Test
    void receiversHaveRoomOnBothSidesOfEachDatagram() throws IOException {
        List<int[]> rooms = new CopyOnWriteArrayList<>();
        ConnectedDatagramSocket socket =
                network.connectDatagram(
                        echo().localAddress(),
                        Route.system(),
                        (buffer, offset, length) -> {
                            rooms.add(new int[] {offset, buffer.length - offset - length});
                            Arrays.fill(buffer, (byte) 0xFF);
                        });
        socket.send(new byte[60_000], 0, 60_000);
        send(socket, "x");
        Await.until("both echoes", () -> rooms.size() == 2);
        assertThat(rooms)
                .allSatisfy(
                        room -> {
                            assertThat(room[0]).isGreaterThanOrEqualTo(DatagramReceiver.ROOM);
                            assertThat(room[1]).isGreaterThanOrEqualTo(DatagramReceiver.ROOM);
                        });
    }

    @Test
    void L22_aConnectedSocketHearsNobodyElse() throws IOException {
        ConnectedDatagramSocket socket =
                network.connectDatagram(echo().localAddress(), Route.system(), this::hear);
        BoundDatagramSocket stranger =
                network.bindDatagram(loopback(0), (from, buffer, offset, length) -> {});
        stranger.send(socket.localAddress(), bytes("stranger"), 0, 8);
        send(socket, "echo");
        Await.until("the echo", () -> heard.contains("echo"));
        assertThat(heard).containsExactly("echo");
    }

    @Test
    void L19_aPinnedRouteLeavesFromItsAddress() throws IOException {
        InetAddress pinned = IpLiteral.parse("127.0.0.7");
        AtomicReference<InetSocketAddress> source = new AtomicReference<>();
        BoundDatagramSocket server =
                network.bindDatagram(loopback(0), (from, buf, off, len) -> source.set(from));
        ConnectedDatagramSocket socket =
                network.connectDatagram(server.localAddress(), Route.from(pinned), NOBODY);
        send(socket, "who am I");
        Await.until("it arrives", () -> source.get() != null);
        assertThat(source.get().getAddress()).isEqualTo(pinned);
    }

    @Test
    void aRouteOfTheOtherFamilyIsAnIoException() throws IOException {
        BoundDatagramSocket server = echo();
        Route ipv6 = Route.from(IpLiteral.parse("::1"));
        assertThatThrownBy(() -> network.connectDatagram(server.localAddress(), ipv6, NOBODY))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anUnresolvedDestinationIsTheCallersBug() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("relay.invalid", 3478);
        assertThatThrownBy(() -> network.connectDatagram(unresolved, Route.system(), NOBODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnreachablePortIsALossAndNothingMore() throws IOException {
        BoundDatagramSocket server = echo();
        InetSocketAddress address = server.localAddress();
        server.close();
        ConnectedDatagramSocket socket =
                network.connectDatagram(address, Route.system(), this::hear);
        for (int i = 0; i < 50; i++) {
            send(socket, "nobody there");
        }
        AtomicReference<BoundDatagramSocket> back = new AtomicReference<>();
        Await.until("the port is free again", () -> rebind(address, back));
        Await.until("the socket still works", () -> send(socket, "x") && heard.contains("x"));
        assertThat(network.failures()).isZero();
    }

    private boolean rebind(InetSocketAddress address, AtomicReference<BoundDatagramSocket> echo) {
        try {
            echo.set(
                    network.bindDatagram(
                            address,
                            (from, buf, off, len) -> echo.get().send(from, buf, off, len)));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aReceiverThatThrowsIsCountedAndHeardAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        ConnectedDatagramSocket socket =
                network.connectDatagram(
                        echo().localAddress(),
                        Route.system(),
                        (buffer, offset, length) -> {
                            if (calls.incrementAndGet() == 1) {
                                throw new IllegalStateException("a bug of the receiver's");
                            }
                        });
        Quiet.logger(NioLoop.class, () -> sendUntilHeardTwice(socket, calls));
        assertThat(network.failures()).isOne();
    }

    private static void sendUntilHeardTwice(ConnectedDatagramSocket socket, AtomicInteger calls) {
        send(socket, "first");
        send(socket, "second");
        Await.until("both were handed out", () -> calls.get() == 2);
    }

    @Test
    void aClosedSocketSendsNothingAndIsNotHeard() throws IOException {
        BoundDatagramSocket server = echo();
        ConnectedDatagramSocket socket =
                network.connectDatagram(server.localAddress(), Route.system(), this::hear);
        socket.close();
        socket.close();
        assertThat(send(socket, "late")).isFalse();
        Await.until("one socket is left", () -> network.openSockets() == 1);
        assertThat(heard).isEmpty();
    }

    @Test
    void anInterruptedThreadSendsAndClosesNothing() throws IOException {
        ConnectedDatagramSocket socket =
                network.connectDatagram(echo().localAddress(), Route.system(), this::hear);
        Thread.currentThread().interrupt();
        assertThat(send(socket, "interrupted")).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        send(socket, "after");
        Await.until("both arrive", () -> heard.containsAll(List.of("interrupted", "after")));
    }

    @Test
    void theNetworkClosesWhatWasLeftOpen() throws IOException {
        echo();
        network.connectDatagram(loopback(9), Route.system(), NOBODY);
        network.close();
        before.assertNothingAdded();
    }

    @Test
    void aClosedNetworkOpensNothing() {
        network.close();
        assertThatThrownBy(() -> network.connectDatagram(loopback(9), Route.system(), NOBODY))
                .isInstanceOf(IOException.class);
    }

    @Test
    void manyThreadsSendThroughTheirOwnSocketsAtOnce() throws Exception {
        BoundDatagramSocket server = echo();
        AtomicInteger echoes = new AtomicInteger();
        Thread[] senders = new Thread[4];
        for (int i = 0; i < senders.length; i++) {
            ConnectedDatagramSocket socket =
                    network.connectDatagram(
                            server.localAddress(),
                            Route.system(),
                            (buffer, offset, length) -> echoes.incrementAndGet());
            senders[i] = new Thread(() -> repeatUntilEchoed(socket, echoes), "sender " + i);
            senders[i].start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(echoes.get()).isGreaterThanOrEqualTo(400);
    }

    private static void repeatUntilEchoed(ConnectedDatagramSocket socket, AtomicInteger echoes) {
        Await.until("400 echoes", () -> send(socket, "again") && echoes.get() >= 400);
    }
}
