package io.calling.ice.turn;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.net.StreamReceiver;
import io.calling.ice.net.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * TURN over TLS over TCP: observers of the local network see the relay, and nothing of the peer.
 * Its lock is its own.
 */
final class TlsLink implements TurnLink, StreamReceiver, TlsEngine.Events {
    /** A record may be this much longer than what it carries. */
    private static final int RECORD_OVERHEAD_BYTES = 512;

    private final Network network;
    private final LinkEvents events;
    private final StreamFrames frames;
    private final Supplier<SSLEngine> engines;
    private final StreamSocket socket;
    private final StreamPadding padding = new StreamPadding();
    private volatile @Nullable TlsEngine tls;
    private volatile boolean closed;

    TlsLink(
            Network network,
            InetSocketAddress relay,
            Route route,
            Supplier<SSLEngine> engines,
            LinkEvents events)
            throws IOException {
        this.network = network;
        this.events = events;
        this.frames = new StreamFrames(events::onMessage);
        this.engines = engines;
        this.socket = network.connectStream(relay, route, this);
    }

    /** A record that is made must be sent, or none after it is understood: asks for room first. */
    @Override
    public synchronized boolean send(byte[] buffer, int offset, int length) {
        TlsEngine current = tls;
        return current != null
                && !closed
                && socket.hasRoom(length + RECORD_OVERHEAD_BYTES)
                && padding.send(current::send, buffer, offset, length);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            TlsEngine current = tls;
            if (current != null) {
                current.close();
            }
            socket.close();
        }
    }

    /** Makes the engine elsewhere: the first one in a process takes a tenth of a second. */
    @Override
    public void onConnected() {
        network.compute(
                () -> {
                    TlsEngine made = new TlsEngine(engines.get(), this);
                    network.execute(() -> begin(made));
                });
    }

    private void begin(TlsEngine made) {
        if (!closed) {
            tls = made;
            made.start();
        }
    }

    @Override
    public void onBytes(byte[] buffer, int offset, int length) {
        TlsEngine current = tls;
        if (current == null) {
            onEnded(RelayFailure.UNREACHABLE); // no relay speaks TLS first
        } else {
            current.receive(buffer, offset, length);
        }
    }

    @Override
    public void onClosed() {
        onEnded(RelayFailure.UNREACHABLE);
    }

    @Override
    public boolean transmit(byte[] buffer, int offset, int length) {
        return socket.send(buffer, offset, length);
    }

    @Override
    public void compute(Runnable task, Runnable then) {
        network.compute(
                () -> {
                    task.run();
                    network.execute(then);
                });
    }

    @Override
    public void onEstablished() {
        if (!closed) {
            events.onLinkUp();
        }
    }

    @Override
    public void onPlain(byte[] buffer, int offset, int length) {
        if (!closed && !frames.receive(buffer, offset, length)) {
            onEnded(RelayFailure.UNREACHABLE);
        }
    }

    @Override
    public void onEnded(RelayFailure failure) {
        if (!closed) {
            closed = true;
            socket.close();
            events.onLinkDown(failure);
        }
    }
}
