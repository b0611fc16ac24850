package io.calling.examples.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.PeerId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketSignalingTest {
    private static final PeerId ALICE = PeerId.of("alice of the hill");
    private static final PeerId BOB = PeerId.of("bob");

    private final HttpClient client = HttpClient.newHttpClient();
    private WebSocketServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebSocketServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private WebSocketSignaling connect(PeerId self) throws IOException, InterruptedException {
        return WebSocketSignaling.connect(client, server.uri(), self);
    }

    private static BlockingQueue<String> heardBy(WebSocketSignaling signaling) {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        signaling.onMessage((from, message) -> heard.add(from + ": " + message));
        return heard;
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void carriesMessagesToEachDevice() throws Exception {
        try (WebSocketSignaling alice = connect(ALICE);
                WebSocketSignaling phone = connect(BOB);
                WebSocketSignaling desk = connect(BOB)) {
            BlockingQueue<String> atPhone = heardBy(phone);
            BlockingQueue<String> atDesk = heardBy(desk);
            BlockingQueue<String> atAlice = heardBy(alice);
            String longText = "x".repeat(16_000);
            // A message to oneself comes back when all before it has been seen.
            phone.send(BOB, "there");
            assertThat(next(atPhone)).isEqualTo("bob: there");
            desk.send(BOB, "there too");
            assertThat(next(atDesk)).contains("there");
            alice.send(BOB, longText);
            awaitMessage(atPhone, ALICE + ": " + longText);
            awaitMessage(atDesk, ALICE + ": " + longText);
            phone.send(ALICE, "short");
            assertThat(next(atAlice)).isEqualTo("bob: short");
        }
    }

    private static void awaitMessage(BlockingQueue<String> heard, String wanted)
            throws InterruptedException {
        String message = next(heard);
        while (!wanted.equals(message)) {
            assertThat(message).as("waiting for another message").isNotNull();
            message = next(heard);
        }
    }

    @Test
    void keepsMessagesForWhoIsNotThereYet() throws Exception {
        try (WebSocketSignaling alice = connect(ALICE)) {
            alice.send(BOB, "first");
            alice.send(BOB, "second");
            try (WebSocketSignaling bob = connect(BOB)) {
                BlockingQueue<String> heard = heardBy(bob);
                awaitMessage(heard, ALICE + ": second");
            }
        }
    }

    @Test
    void refusesWhatIsNoWebSocket() throws Exception {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 426 ");
        }
    }

    @Test
    void saysSoWhereThereIsNoServer() throws Exception {
        server.close();
        assertThatThrownBy(() -> connect(ALICE))
                .isInstanceOf(IOException.class)
                .hasMessage("the signaling server does not answer");
    }

    /** RFC 6455, 1.3, has this example. */
    @Test
    void acceptsAKeyAsTheRfcDoes() {
        assertThat(WebSocketFrames.accept("dGhlIHNhbXBsZSBub25jZQ=="))
                .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
