package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.calling.ice.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NioNetworkAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AtomicReference<ConnectedDatagramSocket> socket = new AtomicReference<>();
    private int seen; // loop only
    private long bytesAtStart; // loop only
    private volatile long bytesAtEnd = -1;

    @Test
    void aDatagramAllocatesNothingOnTheLoopInEitherDirection() throws IOException {
        try (NioNetwork network = NioNetwork.open();
                DatagramChannel peer = DatagramChannel.open()) {
            peer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.set(
                    network.connectDatagram(
                            (InetSocketAddress) peer.getLocalAddress(),
                            Route.system(),
                            this::countAndThrowBack));
            socket.get().send(new byte[160], 0, 160);
            throwBack(peer);
            Await.until("the loop has counted", () -> bytesAtEnd >= 0);
            assertThat((double) (bytesAtEnd - bytesAtStart) / MEASURED).isLessThan(1.0);
        }
    }

    private static void throwBack(DatagramChannel peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256);
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            SocketAddress from = peer.receive(buffer.clear());
            peer.send(buffer.flip(), from);
        }
    }

    private void countAndThrowBack(byte[] buffer, int offset, int length) {
        seen++;
        if (seen == WARM_UP) {
            bytesAtStart = threads.getCurrentThreadAllocatedBytes();
        } else if (seen == WARM_UP + MEASURED) {
            bytesAtEnd = threads.getCurrentThreadAllocatedBytes();
        }
        socket.get().send(buffer, offset, length);
    }
}
