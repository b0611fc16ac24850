package io.calling.examples.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingNetworkTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Recording recording = new Recording();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private NioNetwork plain;
    private RecordingNetwork recorded;

    @BeforeEach
    void open() throws IOException {
        plain = NioNetwork.open();
        recorded = new RecordingNetwork(NioNetwork.open(), recording);
    }

    @AfterEach
    void close() {
        recorded.close();
        plain.close();
    }

    @Test
    void recordsDatagramsOfBothDirectionsAndTheLocalAddress() throws Exception {
        BoundDatagramSocket[] echo = new BoundDatagramSocket[1];
        echo[0] =
                plain.bindDatagram(
                        ANY_PORT,
                        (from, buffer, offset, length) -> {
                            buffer[offset] = 'E';
                            echo[0].send(from, buffer, offset, length);
                        });
        ConnectedDatagramSocket socket =
                recorded.connectDatagram(
                        echo[0].localAddress(),
                        Route.system(),
                        (buffer, offset, length) -> {
                            arrived.add(text(buffer, offset, length));
                            Arrays.fill(buffer, offset, offset + length, (byte) 0);
                        });
        byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
        socket.send(hello, 0, hello.length);
        assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("Eello");
        assertThat(texts(Direction.SENT)).isEqualTo("hello");
        assertThat(texts(Direction.RECEIVED)).isEqualTo("Eello");
        assertThat(recording.localSockets()).containsExactly(socket.localAddress());
    }

    @Test
    void recordsStreamsOfBothDirectionsAndTheLocalAddress() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StreamSocket socket = connect((InetSocketAddress) server.getLocalSocketAddress());
                Socket accepted = server.accept()) {
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("(connected)");
            byte[] hello = "hello".getBytes(StandardCharsets.US_ASCII);
            socket.send(hello, 0, hello.length);
            accepted.getOutputStream().write(accepted.getInputStream().readNBytes(5));
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
            assertThat(texts(Direction.SENT)).isEqualTo("hello");
            assertThat(texts(Direction.RECEIVED)).isEqualTo("hello");
            assertThat(recording.localSockets())
                    .containsExactly((InetSocketAddress) accepted.getRemoteSocketAddress());
        }
    }

    private StreamSocket connect(InetSocketAddress server) throws IOException {
        return recorded.connectStream(
                server,
                Route.system(),
                new StreamReceiver() {
                    @Override
                    public void onConnected() {
                        arrived.add("(connected)");
                    }

                    @Override
                    public void onBytes(byte[] buffer, int offset, int length) {
                        arrived.add(text(buffer, offset, length));
                    }

                    @Override
                    public void onClosed() {}
                });
    }

    private String texts(Direction direction) {
        StringBuilder texts = new StringBuilder();
        recording
                .packets(direction)
                .forEach(p -> texts.append(text(p.bytes(), 0, p.bytes().length)));
        return texts.toString();
    }

    private static String text(byte[] buffer, int offset, int length) {
        return new String(buffer, offset, length, StandardCharsets.US_ASCII);
    }
}
