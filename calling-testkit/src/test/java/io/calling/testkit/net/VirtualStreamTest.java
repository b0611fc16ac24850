package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.Route;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualStreamTest {
    private static final int PORT = 443;

    private final TestClock clock = new TestClock();
    private final VirtualNetwork network = VirtualNetwork.on(clock, 11);
    private final VirtualHost client = network.host("client", "192.0.2.1");
    private final VirtualHost server = network.host("server", "198.51.100.2");
    private final Recorder atClient = new Recorder();
    private final Recorder atServer = new Recorder();
    private StreamSocket accepted;

    @BeforeEach
    void listen() throws IOException {
        server.listen(
                PORT,
                socket -> {
                    accepted = socket;
                    return atServer;
                });
    }

    @AfterEach
    void close() {
        network.close();
    }

    private StreamSocket connect(int port) throws IOException {
        var remote = new InetSocketAddress(server.address(), port);
        return client.network().connectStream(remote, Route.system(), atClient);
    }

    private static final class Recorder implements StreamReceiver {
        final List<String> events = new ArrayList<>();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onConnected() {
            events.add("connected");
        }

        @Override
        public void onBytes(byte[] buffer, int offset, int length) {
            bytes.write(buffer, offset, length);
        }

        @Override
        public void onClosed() {
            events.add("closed");
        }
    }

    @Test
    void bothSidesLearnThatTheyAreConnected() throws IOException {
        connect(PORT);
        clock.advance(Duration.ofSeconds(1));
        assertThat(atClient.events).containsExactly("connected");
        assertThat(atServer.events).containsExactly("connected");
    }

    @Test
    void bytesArriveWholeAndInOrderOverALinkThatLosesAndReorders() throws IOException {
        client.link()
                .conditions(
                        LinkConditions.delayed(Duration.ofMillis(20)).loss(0.1).reordering(0.1));
        byte[] sent = new byte[100_000];
        new Random(5).nextBytes(sent);
        StreamSocket socket = connect(PORT);
        for (int at = 0; at < sent.length; at += 1_000) {
            assertThat(socket.send(sent, at, 1_000)).isTrue();
        }
        clock.advance(Duration.ofMinutes(5));
        assertThat(atServer.bytes.toByteArray()).isEqualTo(sent);
    }

    @Test
    void theServerCanAnswer() throws IOException {
        connect(PORT);
        clock.advance(Duration.ofSeconds(1));
        accepted.send(Inbox.bytes("welcome"), 0, 7);
        clock.advance(Duration.ofSeconds(1));
        assertThat(atClient.bytes.toString(StandardCharsets.US_ASCII)).isEqualTo("welcome");
    }

    @Test
    void closingEndsTheOtherSideAfterAllBytes() throws IOException {
        StreamSocket socket = connect(PORT);
        socket.send(Inbox.bytes("last words"), 0, 10);
        socket.close();
        clock.advance(Duration.ofSeconds(5));
        assertThat(atServer.bytes.size()).isEqualTo(10);
        assertThat(atServer.events).containsExactly("connected", "closed");
        assertThat(atClient.events).isEmpty();
        assertThat(client.ports().size() + server.ports().size()).isZero();
    }

    @Test
    void aPortWhereNobodyListensRefuses() throws IOException {
        connect(PORT + 1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(atClient.events).containsExactly("closed");
    }

    @Test
    void aConnectionOverACutLinkEndsInTheEnd() throws IOException {
        StreamSocket socket = connect(PORT);
        clock.advance(Duration.ofSeconds(1));
        client.link().cut();
        socket.send(Inbox.bytes("hello"), 0, 5);
        clock.advance(Duration.ofMinutes(2));
        assertThat(atClient.events).containsExactly("connected", "closed");
    }

    @Test
    void aSenderThatDoesNotWaitIsToldSo() throws IOException {
        StreamSocket socket = connect(PORT);
        byte[] chunk = new byte[64 * 1024];
        int queued = 0;
        while (queued < 100 && socket.send(chunk, 0, chunk.length)) {
            queued++;
        }
        assertThat(queued).isEqualTo(4);
        clock.advance(Duration.ofMinutes(1));
        assertThat(socket.send(chunk, 0, chunk.length)).isTrue();
    }
}
