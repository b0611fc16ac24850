package io.calling.srtp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one {@link DtlsSrtpTransport}: waits for what a handshake needs, has it run on a
 * thread of its own, and afterwards reads what little still comes, without one.
 */
final class DtlsAssociation implements HandshakeThreads.Task {
    private static final Logger log = LoggerFactory.getLogger(DtlsSrtpTransport.class);

    private enum Phase {
        /** Built, not started. */
        NEW,
        /** Started; the fingerprints or, as a server, the ClientHello are not there yet. */
        WAITING,
        /** Has a thread, or is in line for one. */
        SHAKING,
        /** Keys are handed out. */
        CONNECTED,
        /** Over, for whatever reason. */
        CLOSED
    }

    private final DtlsEngine engine;
    private final DtlsSettings settings;
    private final HandshakeChannel channel;

    private final ReentrantLock lock = new ReentrantLock();
    private Phase phase = Phase.NEW;
    private @Nullable PeerIdentity identity;
    private @Nullable HandshakeRun handshake;
    private @Nullable EstablishedLink link;
    private DtlsTimers.@Nullable Timer deadline;
    private boolean late;
    private boolean draining;

    DtlsAssociation(DtlsEngine engine, DtlsSettings settings) {
        this.engine = engine;
        this.settings = settings;
        this.channel = new HandshakeChannel(settings, engine.timers(), engine.activity());
    }

    void start() {
        lock.lock();
        try {
            if (phase != Phase.NEW) {
                throw new IllegalStateException("started or closed already");
            }
            phase = Phase.WAITING;
            engine.opened(this);
            deadline =
                    engine.timers().schedule(settings.handshakeTimeout().toNanos(), this::giveUp);
        } finally {
            lock.unlock();
        }
        advance();
    }

    void verifyRemote(List<Fingerprint> fingerprints) {
        lock.lock();
        try {
            if (identity != null) {
                throw new IllegalStateException("the remote fingerprints are known already");
            }
            identity = new PeerIdentity(fingerprints);
        } finally {
            lock.unlock();
        }
        advance();
    }

    void receive(byte[] buffer, int offset, int length) {
        channel.offer(buffer, offset, length);
        advance();
    }

    private void advance() {
        boolean shakes;
        EstablishedLink drained;
        lock.lock();
        try {
            shakes = phase == Phase.WAITING && identity != null && opened();
            phase = shakes ? Phase.SHAKING : phase;
            drained = draining ? null : link;
            draining |= drained != null;
        } finally {
            lock.unlock();
        }
        if (shakes) {
            engine.handshakes().submit(this);
        } else if (drained != null) {
            engine.execute(() -> drain(drained));
        }
    }

    /** A server takes a thread only once it has something to answer. */
    private boolean opened() {
        return settings.role() == SetupRole.ACTIVE || channel.clientHelloComplete();
    }

    // On the handshake's thread

    @Override
    public void run() {
        HandshakeRun run = begin();
        if (run == null) {
            return;
        }
        try {
            connected(run, run.run());
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            // Errors too: one in a parser must not leave the call waiting for its deadline.
            log.debug("DTLS handshake ended by {}", e.getClass().getName());
            fail(late ? DtlsFailure.TIMEOUT : run.reason(e));
        }
    }

    private @Nullable HandshakeRun begin() {
        lock.lock();
        try {
            if (phase == Phase.SHAKING && identity != null) {
                handshake = new HandshakeRun(settings, identity, engine.random(), channel);
            }
            return handshake;
        } finally {
            lock.unlock();
        }
    }

    private void connected(HandshakeRun run, DTLSTransport transport) {
        var established = new EstablishedLink(transport, channel, run.negotiation());
        SrtpSession session = run.negotiation().takeSession();
        channel.established();
        if (enterConnected(established)) {
            SecurityInfo security = run.negotiation().security();
            log.debug("DTLS connected: {}", security);
            tell(() -> settings.listener().onConnected(session, security));
            drain(established);
        } else {
            session.close();
            established.close();
        }
    }

    private boolean enterConnected(EstablishedLink established) {
        lock.lock();
        try {
            if (phase != Phase.SHAKING) {
                return false;
            }
            phase = Phase.CONNECTED;
            link = established;
            draining = true;
            stopDeadline();
            return true;
        } finally {
            lock.unlock();
        }
    }

    // After the handshake, on the worker or on the handshake's thread before it ends

    private void drain(EstablishedLink established) {
        if (!established.read()) {
            end(settings.listener()::onClosed);
        } else if (moreArrived()) {
            engine.execute(() -> drain(established));
        }
    }

    private boolean moreArrived() {
        lock.lock();
        try {
            draining = phase == Phase.CONNECTED && channel.hasRecords();
            return draining;
        } finally {
            lock.unlock();
        }
    }

    // The ends

    /** The deadline has passed, or another handshake needs the thread. */
    @Override
    public void giveUp() {
        boolean hasThread;
        lock.lock();
        try {
            late = true;
            hasThread = handshake != null;
        } finally {
            lock.unlock();
        }
        if (hasThread) {
            channel.abort();
        } else {
            refuse();
        }
    }

    @Override
    public void refuse() {
        engine.execute(() -> fail(DtlsFailure.TIMEOUT));
    }

    @Override
    public long silentNanos() {
        return channel.silentNanos();
    }

    private void fail(DtlsFailure failure) {
        log.info("DTLS failed: {}", failure);
        end(() -> settings.listener().onFailed(failure));
    }

    private void end(Runnable lastCall) {
        channel.abort();
        if (enterClosed()) {
            tell(lastCall);
        }
    }

    void close() {
        EstablishedLink established;
        HandshakeRun run;
        lock.lock();
        try {
            established = link;
            run = handshake;
            enterClosed();
        } finally {
            lock.unlock();
        }
        if (established != null) {
            established.close();
        } else if (run != null) {
            run.cancel();
        }
        channel.abort();
    }

    /** Says whether it was not closed before. */
    private boolean enterClosed() {
        lock.lock();
        try {
            boolean open = phase != Phase.CLOSED;
            phase = Phase.CLOSED;
            link = null;
            handshake = null;
            stopDeadline();
            engine.closed(this);
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void stopDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.warn("The listener threw {}", e.getClass().getName());
        }
    }
}
