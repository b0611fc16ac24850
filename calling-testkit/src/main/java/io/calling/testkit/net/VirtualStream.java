package io.calling.testkit.net;

import io.calling.ice.net.Network;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stream between virtual hosts: just enough of TCP for links that delay, lose and reorder.
 * Segments are numbered, acknowledged and repeated from the first that is missing; there is no
 * congestion control.
 */
final class VirtualStream implements StreamSocket, PortTable.Endpoint {
    private static final int SEGMENT_BYTES = 1_200;
    private static final int QUEUE_BYTES = 256 * 1024;
    private static final int WINDOW_SEGMENTS = 64;
    private static final long FIRST_REPEAT_NANOS = 250_000_000L;
    private static final int REPEATS = 6;

    private final VirtualHost host;
    private final InetSocketAddress remote;
    private InetSocketAddress local;
    private volatile @Nullable StreamReceiver receiver;

    private final AtomicInteger queuedBytes = new AtomicInteger();
    private volatile boolean closing;

    // What follows belongs to the loop. The first of the outbox has the number firstNumber.
    private final ArrayDeque<Outgoing> outbox = new ArrayDeque<>();
    private long firstNumber;
    private long nextToSend;
    private long nextToReceive;
    private boolean connected;
    private boolean ended;
    private int repeats;
    private Network.@Nullable Timer repeat;

    private record Outgoing(Segment.Kind kind, Payload payload) {}

    private VirtualStream(VirtualHost host, InetSocketAddress local, InetSocketAddress remote) {
        this.host = host;
        this.local = local;
        this.remote = remote;
    }

    static StreamSocket connect(
            VirtualHost host, InetAddress source, InetSocketAddress remote, StreamReceiver receiver)
            throws IOException {
        var stream = new VirtualStream(host, new InetSocketAddress(source, 0), remote);
        stream.receiver = receiver;
        stream.open();
        stream.onLoop(() -> stream.enqueue(Segment.Kind.SYN, Payload.NOTHING));
        return stream;
    }

    /** A segment for which there is no stream: a connection to a listener, or nobody's. */
    static void arriveUnexpected(
            VirtualHost host, Packet packet, VirtualHost.@Nullable StreamListener listener) {
        Segment segment = packet.segment();
        if (segment == null || segment.kind() == Segment.Kind.RST) {
            return;
        }
        var stream = new VirtualStream(host, packet.to(), packet.from());
        if (segment.kind() != Segment.Kind.SYN || listener == null) {
            stream.transmit(Segment.Kind.RST, 0, Payload.NOTHING);
            return;
        }
        stream.acceptFrom(listener, packet);
    }

    private void acceptFrom(VirtualHost.StreamListener listener, Packet syn) {
        try {
            open();
        } catch (IOException e) {
            transmit(Segment.Kind.RST, 0, Payload.NOTHING);
            return;
        }
        connected = true;
        StreamReceiver ours = listener.onStream(this);
        receiver = ours;
        enqueue(Segment.Kind.SYN_ACK, Payload.NOTHING);
        arrive(syn);
        ours.onConnected();
    }

    private void open() throws IOException {
        local = host.ports().bind(Transport.TCP, local, remote, this);
        host.hostNetwork().opened(this);
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        if (closing || queuedBytes.addAndGet(length) > QUEUE_BYTES) {
            queuedBytes.addAndGet(closing ? 0 : -length);
            return false;
        }
        byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
        onLoop(() -> enqueueAll(bytes));
        return true;
    }

    private void enqueueAll(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += SEGMENT_BYTES) {
            int end = Math.min(bytes.length, at + SEGMENT_BYTES);
            enqueue(Segment.Kind.DATA, Payload.copyOf(bytes, at, end - at));
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void close() {
        if (!closing) {
            closing = true;
            receiver = null;
            host.hostNetwork().closed(this);
            onLoop(() -> enqueue(Segment.Kind.FIN, Payload.NOTHING));
        }
    }

    // The host's own queue would drop this once its network is closed, and a FIN must still leave.
    private void onLoop(Runnable step) {
        host.wires().scheduler.schedule(0, host, step);
    }

    private void enqueue(Segment.Kind kind, Payload payload) {
        if (!ended) {
            outbox.add(new Outgoing(kind, payload));
            sendWindow();
        }
    }

    private void sendWindow() {
        long end = firstNumber + Math.min(outbox.size(), connected ? WINDOW_SEGMENTS : 1);
        int skip = (int) (nextToSend - firstNumber);
        var segments = outbox.stream().skip(skip).limit(Math.max(0, end - nextToSend)).toList();
        for (Outgoing segment : segments) {
            transmit(segment.kind(), nextToSend++, segment.payload());
        }
        if (repeat == null && !outbox.isEmpty()) {
            repeatLater();
        }
    }

    private void repeatLater() {
        long delay = FIRST_REPEAT_NANOS << repeats;
        repeat = host.wires().scheduler.schedule(delay, host, this::repeatAll);
    }

    private void repeatAll() {
        repeat = null;
        if (++repeats > REPEATS) {
            end();
            return;
        }
        nextToSend = firstNumber;
        sendWindow();
    }

    private void transmit(Segment.Kind kind, long number, Payload payload) {
        long id = host.wires().nextPacketId();
        var segment = new Segment(kind, number);
        host.send(new Packet(id, Transport.TCP, local, remote, payload, segment));
    }

    @Override
    public void arrive(Packet packet) {
        Segment segment = packet.segment();
        if (segment == null || ended) {
            return;
        }
        switch (segment.kind()) {
            case RST -> end();
            case ACK -> acknowledged(segment.number());
            default -> received(segment, packet.payload());
        }
    }

    private void received(Segment segment, Payload payload) {
        if (segment.number() == nextToReceive) {
            nextToReceive++;
            take(segment.kind(), payload);
        }
        if (!ended || segment.kind() == Segment.Kind.FIN) {
            transmit(Segment.Kind.ACK, nextToReceive, Payload.NOTHING);
        }
    }

    private void take(Segment.Kind kind, Payload payload) {
        switch (kind) {
            case SYN_ACK -> becomeConnected();
            case DATA -> deliver(payload);
            case FIN -> end();
            default -> {}
        }
    }

    private void becomeConnected() {
        connected = true;
        acknowledged(1);
        StreamReceiver ours = receiver;
        if (ours != null) {
            ours.onConnected();
        }
    }

    private void deliver(Payload payload) {
        StreamReceiver ours = receiver;
        if (ours != null) {
            host.hostNetwork().buffers().lend(payload, ours::onBytes);
        }
    }

    private void acknowledged(long expectedNext) {
        if (expectedNext <= firstNumber) {
            return;
        }
        while (firstNumber < expectedNext && !outbox.isEmpty()) {
            Outgoing done = outbox.remove();
            queuedBytes.addAndGet(-done.payload().length());
            firstNumber++;
            if (done.kind() == Segment.Kind.FIN) {
                end();
                return;
            }
        }
        nextToSend = Math.max(nextToSend, firstNumber);
        restartRepeat();
        sendWindow();
    }

    private void restartRepeat() {
        repeats = 0;
        cancelRepeat();
    }

    private void cancelRepeat() {
        if (repeat != null) {
            repeat.cancel();
            repeat = null;
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        closing = true;
        cancelRepeat();
        outbox.clear();
        host.ports().release(this);
        host.hostNetwork().closed(this);
        StreamReceiver ours = receiver;
        receiver = null;
        if (ours != null) {
            ours.onClosed();
        }
    }
}
