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

    @Test
    void aDatagramFromAnySourceAllocatesNothingOnTheLoopInEitherDirection() throws IOException {
        AtomicReference<BoundDatagramSocket> bound = new AtomicReference<>();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (NioNetwork network = NioNetwork.open();
                DatagramChannel peer = DatagramChannel.open()) {
            peer.bind(loopback);
            bound.set(
                    network.bindDatagram(
                            loopback,
                            (from, buffer, offset, length) -> {
                                count();
                                bound.get().send(from, buffer, offset, length);
                            }));
            peer.send(ByteBuffer.allocate(160), bound.get().localAddress());
            throwBack(peer);
            Await.until("the loop has counted", () -> bytesAtEnd >= 0);
            assertThat((double) (bytesAtEnd - bytesAtStart) / MEASURED).isLessThan(1.0);
        }
    }

    /** As each frame of a call does: an alarm, another thread, and a task from there. */
    @Test
    void anAlarmAndATaskAllocateNothing() throws IOException, InterruptedException {
        try (NioNetwork network = NioNetwork.open()) {
            TaskQueue elsewhere = new TaskQueue(16);
            Network.Alarm[] alarm = new Network.Alarm[1];
            Runnable back =
                    () -> {
                        count();
                        alarm[0].set(0);
                    };
            Runnable there = () -> network.execute(back);
            alarm[0] = network.alarm(() -> elsewhere.offer(there));
            network.execute(() -> alarm[0].set(0));
            long before = 0;
            for (int i = 0; i < WARM_UP + MEASURED; ) {
                Runnable task = elsewhere.poll();
                if (task != null) {
                    task.run();
                    i++;
                    before = i == WARM_UP ? threads.getCurrentThreadAllocatedBytes() : before;
                }
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            Await.until("the loop has counted", () -> bytesAtEnd >= 0);
            assertThat((double) (bytesAtEnd - bytesAtStart) / MEASURED).isLessThan(1.0);
            assertThat((double) allocated / MEASURED).isLessThan(1.0);
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
        count();
        socket.get().send(buffer, offset, length);
    }

    private void count() {
        seen++;
        if (seen == WARM_UP) {
            bytesAtStart = threads.getCurrentThreadAllocatedBytes();
        } else if (seen == WARM_UP + MEASURED) {
            bytesAtEnd = threads.getCurrentThreadAllocatedBytes();
        }
    }
}
