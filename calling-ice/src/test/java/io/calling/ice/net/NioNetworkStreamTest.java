package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.Await;
import io.calling.ice.testing.OpenResources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NioNetworkStreamTest {
    private final OpenResources before = OpenResources.now();
    private final Recorder recorder = new Recorder();
    private NioNetwork network;
    private ServerSocket server;

    @BeforeEach
    void open() throws IOException {
        network = NioNetwork.open();
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        network.close();
        before.assertNothingAdded();
    }

    private StreamSocket connect() throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        return network.connectStream(address, Route.system(), recorder);
    }

    @Test
    void bytesGoBothWaysInOrder() throws IOException {
        StreamSocket socket = connect();
        try (Socket accepted = server.accept()) {
            accepted.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(socket.send(new byte[] {9, 8, 7, 6}, 1, 2)).isTrue();
            assertThat(accepted.getInputStream().readNBytes(2)).containsExactly(8, 7);
            Await.until("three bytes", () -> recorder.size() == 3);
            assertThat(recorder.bytes()).containsExactly(1, 2, 3);
            assertThat(recorder.events).startsWith("connected");
        }
    }

    @Test
    void whatIsSentBeforeTheConnectionIsUpWaits() throws IOException {
        StreamSocket socket = connect();
        socket.send(new byte[] {5}, 0, 1);
        socket.send(new byte[] {6}, 0, 1);
        try (Socket accepted = server.accept()) {
            assertThat(accepted.getInputStream().readNBytes(2)).containsExactly(5, 6);
        }
    }

    @Test
    void aSlowReaderGetsEverythingThatWasTakenAndNoMoreIsTaken() throws IOException {
        StreamSocket socket = connect();
        try (Socket accepted = server.accept()) {
            byte[] chunk = new byte[10_000];
            Random random = new Random(1);
            ByteArrayOutputStream taken = new ByteArrayOutputStream();
            random.nextBytes(chunk);
            while (socket.send(chunk, 0, chunk.length)) {
                taken.write(chunk);
                random.nextBytes(chunk);
                assertThat(taken.size()).as("the queue is bounded").isLessThan(100_000_000);
            }
            byte[] got = accepted.getInputStream().readNBytes(taken.size());
            assertThat(Arrays.equals(got, taken.toByteArray())).isTrue();
            Await.until("there is room again", () -> socket.send(chunk, 0, chunk.length));
        }
    }

    @Test
    void theEndOfTheOtherSideIsToldOnce() throws IOException {
        connect();
        server.accept().close();
        Await.until("closed", () -> recorder.events.contains("closed"));
        assertThat(recorder.events).containsExactly("connected", "closed");
    }

    @Test
    void aRefusedConnectionIsToldOnTheLoop() throws IOException {
        server.close();
        connect();
        Await.until("closed", () -> !recorder.events.isEmpty());
        assertThat(recorder.events).containsExactly("closed");
    }

    @Test
    void ourOwnCloseSendsWhatIsQueuedAndTellsNobody() throws IOException {
        StreamSocket socket = connect();
        try (Socket accepted = server.accept()) {
            Await.until("connected", () -> recorder.events.contains("connected"));
            socket.send(new byte[] {42}, 0, 1);
            socket.close();
            socket.close();
            assertThat(accepted.getInputStream().readAllBytes()).containsExactly(42);
            assertThat(socket.send(new byte[1], 0, 1)).isFalse();
        }
        assertThat(recorder.events).containsExactly("connected");
    }

    private final class Recorder implements StreamReceiver {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onConnected() {
            events.add(network.isLoop() ? "connected" : "connected off the loop");
        }

        @Override
        public synchronized void onBytes(byte[] buffer, int offset, int length) {
            bytes.write(buffer, offset, length);
        }

        @Override
        public void onClosed() {
            events.add(network.isLoop() ? "closed" : "closed off the loop");
        }

        synchronized int size() {
            return bytes.size();
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
