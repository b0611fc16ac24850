package io.calling.examples.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.calling.PeerId;
import io.calling.ice.net.NioNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalingServerTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob & co");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private NioNetwork network;
    private SignalingServer server;

    @BeforeEach
    void start() throws IOException {
        network = NioNetwork.open();
        server = SignalingServer.start(loopback(0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        network.close();
    }

    @Test
    void passesMessagesOnWithTheSendersName() throws Exception {
        try (TcpSignaling alice = connect(ALICE);
                TcpSignaling bob = connect(BOB)) {
            bob.onMessage((from, message) -> heard.add(from + ": " + message));
            alice.send(BOB, "hello there");
            assertThat(next()).isEqualTo("alice: hello there");
        }
    }

    @Test
    void keepsMessagesForWhoIsNotThereYet() throws Exception {
        try (TcpSignaling alice = connectListening(ALICE)) {
            alice.send(BOB, "are you there?");
            alice.send(ALICE, "it has been kept");
            assertThat(next()).isEqualTo("it has been kept");
        }
        try (TcpSignaling bob = connectListening(BOB)) {
            assertThat(next()).isEqualTo("are you there?");
            bob.send(BOB, "yes");
            assertThat(next()).isEqualTo("yes");
        }
    }

    @Test
    void survivesGarbage() throws Exception {
        try (Socket garbage =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            garbage.getOutputStream()
                    .write("\n\n no name\n%zz x\n".getBytes(StandardCharsets.US_ASCII));
            try (TcpSignaling alice = connectListening(ALICE)) {
                alice.send(ALICE, "still here");
                assertThat(next()).isEqualTo("still here");
            }
        }
    }

    @Test
    void withoutAServerThereIsNoChannel() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket unused = new ServerSocket()) {
            unused.bind(loopback(0));
            nobody = (InetSocketAddress) unused.getLocalSocketAddress();
        }
        assertThatIOException().isThrownBy(() -> TcpSignaling.connect(network, nobody, ALICE));
    }

    @Test
    void afterTheServerHasGoneNothingIsSent() throws Exception {
        try (TcpSignaling alice = connect(ALICE)) {
            server.close();
            assertThatIOException()
                    .isThrownBy(
                            () -> {
                                while (true) {
                                    alice.send(BOB, "anybody?");
                                }
                            });
        }
    }

    private TcpSignaling connect(PeerId self) throws Exception {
        return TcpSignaling.connect(network, server.address(), self);
    }

    private TcpSignaling connectListening(PeerId self) throws Exception {
        TcpSignaling signaling = connect(self);
        signaling.onMessage((from, message) -> heard.add(message));
        return signaling;
    }

    private String next() throws InterruptedException {
        String message = heard.poll(10, TimeUnit.SECONDS);
        assertThat(message).as("a message within 10 s").isNotNull();
        return message;
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
