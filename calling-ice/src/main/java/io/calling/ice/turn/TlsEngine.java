package io.calling.ice.turn;

import io.calling.ice.net.DatagramReceiver;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A TLS client without a socket: bytes of the connection go in, bytes for it and plain bytes come
 * out. Received on the loop; sent by any thread, under the engine's own lock.
 */
final class TlsEngine {
    /** What a peer may pile up while a certificate is being verified. */
    private static final int MAX_WAITING_BYTES = 1 << 17;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final Events events;
    private final Object sending = new Object();
    private ByteBuffer received; // loop only; filled from its start
    private ByteBuffer plain; // loop only
    private ByteBuffer outgoing; // guarded by sending
    private boolean computing; // loop only
    private boolean established; // loop only
    private boolean ended; // loop only

    /** What the engine wants done; on the loop, but for {@code transmit}. */
    interface Events {
        /** Send these bytes over the connection; false where that is impossible. */
        boolean transmit(byte[] buffer, int offset, int length);

        /** Run this somewhere else, and then that on the loop. */
        void compute(Runnable task, Runnable then);

        /** The certificate and the name are right; plain bytes can be sent. */
        void onEstablished();

        /** Plain bytes of the relay's, with room on both sides. */
        void onPlain(byte[] buffer, int offset, int length);

        /** It is over. */
        void onEnded(RelayFailure failure);
    }

    TlsEngine(SSLEngine engine, Events events) {
        this.engine = engine;
        this.events = events;
        int packet = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(packet);
        this.outgoing = ByteBuffer.allocate(packet);
        this.plain =
                ByteBuffer.allocate(
                        engine.getSession().getApplicationBufferSize() + 2 * DatagramReceiver.ROOM);
    }

    /** Sends the first message of the handshake. Loop only. */
    void start() {
        try {
            engine.beginHandshake();
            advance();
        } catch (SSLException e) {
            fail(e);
        }
    }

    /** Takes bytes of the connection. Loop only. */
    void receive(byte[] buffer, int offset, int length) {
        if (ended) {
            return;
        }
        if (received.remaining() < length && !enlarge(length)) {
            end(RelayFailure.UNREACHABLE);
            return;
        }
        received.put(buffer, offset, length);
        advance();
    }

    private boolean enlarge(int more) {
        int needed = received.position() + more;
        if (needed > MAX_WAITING_BYTES) {
            return false;
        }
        received = ByteBuffer.allocate(needed).put(received.flip());
        return true;
    }

    /**
     * Sends plain bytes, all or none. Any thread, once established.
     *
     * @return whether the connection took them
     */
    boolean send(byte[] buffer, int offset, int length) {
        try {
            synchronized (sending) {
                ByteBuffer source = ByteBuffer.wrap(buffer, offset, length);
                while (source.hasRemaining()) {
                    if (!wrapAndTransmit(source)) {
                        return false;
                    }
                }
                return true;
            }
        } catch (SSLException e) {
            return false; // the loop learns why when it reads
        }
    }

    /** Says goodbye, as far as the connection takes it. */
    void close() {
        engine.closeOutbound();
        try {
            synchronized (sending) {
                wrapAndTransmit(NOTHING);
            }
        } catch (SSLException e) {
            return; // the connection is closed anyway
        }
    }

    /** One record; false where nothing came of it. */
    private boolean wrapAndTransmit(ByteBuffer source) throws SSLException {
        outgoing.clear();
        SSLEngineResult result = engine.wrap(source, outgoing);
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            result = engine.wrap(source, outgoing);
        }
        return result.bytesProduced() > 0
                && events.transmit(outgoing.array(), 0, outgoing.position());
    }

    /** Goes on until bytes, or a computation, are missing. */
    private void advance() {
        try {
            while (!ended && !computing && step()) {
                if (!established && isHandshakeDone()) {
                    established = true;
                    events.onEstablished();
                }
            }
        } catch (SSLException e) {
            fail(e);
        }
    }

    private boolean isHandshakeDone() {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && engine.getSession().isValid()
                && !engine.getSession().getProtocol().equals("NONE");
    }

    /** One step; false where there is none to take. */
    private boolean step() throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> computeTask();
            case NEED_WRAP -> wrapHandshake();
            default -> unwrap();
        };
    }

    private boolean computeTask() {
        Runnable task = engine.getDelegatedTask();
        if (task != null) {
            computing = true;
            events.compute(
                    task,
                    () -> {
                        computing = false;
                        advance();
                    });
        }
        return task != null;
    }

    private boolean wrapHandshake() throws SSLException {
        synchronized (sending) {
            return wrapAndTransmit(NOTHING);
        }
    }

    private boolean unwrap() throws SSLException {
        received.flip();
        SSLEngineResult result;
        try {
            plain.clear().position(DatagramReceiver.ROOM);
            plain.limit(plain.capacity() - DatagramReceiver.ROOM);
            result = engine.unwrap(received, plain);
        } finally {
            received.compact();
        }
        switch (result.getStatus()) {
            case BUFFER_OVERFLOW -> {
                if (plain.capacity() > MAX_WAITING_BYTES) {
                    throw new SSLException("a record without end");
                }
                plain = ByteBuffer.allocate(plain.capacity() * 2);
                return true;
            }
            case BUFFER_UNDERFLOW -> {
                return false;
            }
            case CLOSED -> {
                end(RelayFailure.UNREACHABLE);
                return false;
            }
            case OK -> {
                return handOut(result);
            }
        }
        return false;
    }

    private boolean handOut(SSLEngineResult result) {
        if (result.bytesProduced() > 0) {
            events.onPlain(plain.array(), DatagramReceiver.ROOM, result.bytesProduced());
        }
        return result.bytesConsumed() > 0 || result.bytesProduced() > 0;
    }

    private void fail(SSLException e) {
        close(); // sends the alert, which says why
        end(isCertificateAtFault(e) ? RelayFailure.UNTRUSTED : RelayFailure.UNREACHABLE);
    }

    private void end(RelayFailure failure) {
        if (!ended) {
            ended = true;
            events.onEnded(failure);
        }
    }

    private static boolean isCertificateAtFault(Throwable failure) {
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
