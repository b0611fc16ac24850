package io.calling.srtp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Bouncy Castle's blocking handshake meets datagrams that come and go when they like.
 *
 * <p>The handshake's thread blocks in {@link #receive} until a record is there. Time-outs are not
 * Bouncy Castle's, which reads the wall clock, but ours: a flight in the clear is sent again from
 * here; a flight with a sealed record only Bouncy Castle can repeat, and does when it hears the
 * peer's flight before it once more. The handshake's very last flight goes out from here again, as
 * it was, since no later one depends on it.
 */
final class HandshakeChannel implements DatagramTransport {
    private static final Logger log = LoggerFactory.getLogger(DtlsSrtpTransport.class);

    /** A flight comes in several datagrams, and its answer may be lost too. */
    private static final Duration BETWEEN_REPEATS = Duration.ofMillis(20);

    /** Strangers who forge handshake records get no more than this out of us. */
    private static final int MOST_REPEATS = 32;

    private final DtlsSettings settings;
    private final DtlsTimers timers;
    private final Activity activity;
    private final RetransmissionTimer retransmission;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition awake = lock.newCondition();
    private final HandshakeInbox inbox;
    private final FlightOutbox outbox;
    private boolean waiting;
    private long waitingSinceNanos;
    private boolean repeating;
    private boolean established;
    private int repeats;
    private long repeatedNanos;
    private boolean aborted;

    HandshakeChannel(DtlsSettings settings, DtlsTimers timers, Activity activity) {
        this.settings = settings;
        this.timers = timers;
        this.activity = activity;
        this.inbox = new HandshakeInbox(settings.role());
        this.outbox = new FlightOutbox(settings.mtuBytes());
        this.retransmission =
                new RetransmissionTimer(timers, settings.firstRetransmission(), this::retransmit);
    }

    // The network's side

    /** Takes a datagram. Never waits for the handshake. */
    void offer(byte[] buffer, int offset, int length) {
        List<FlightOutbox.Datagram> lastFlight = List.of();
        lock.lock();
        try {
            boolean later = inbox.offer(buffer, offset, length);
            if (established && later) {
                lastFlight = lastFlight();
            }
            wake();
        } finally {
            lock.unlock();
        }
        send(lastFlight);
    }

    /**
     * The server's last flight once more, since a client that still shakes hands has missed it (RFC
     * 6347, 4.2.4). Bouncy Castle would repeat it too, but only once it has heard the whole of the
     * client's flight again, which may take minutes where every fifth datagram is lost.
     */
    private List<FlightOutbox.Datagram> lastFlight() {
        long now = timers.nanoTime();
        boolean due = repeats < MOST_REPEATS && now - repeatedNanos >= BETWEEN_REPEATS.toNanos();
        if (settings.role() != SetupRole.PASSIVE || aborted || !due) {
            return List.of();
        }
        repeats++;
        repeatedNanos = now;
        return outbox.repeat();
    }

    boolean clientHelloComplete() {
        lock.lock();
        try {
            return inbox.clientHelloComplete();
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #receive} would deliver something. */
    boolean hasRecords() {
        lock.lock();
        try {
            return inbox.hasRecords();
        } finally {
            lock.unlock();
        }
    }

    /** For how long the handshake has been waiting for its peer, or 0 if it does not wait. */
    long silentNanos() {
        lock.lock();
        try {
            return waiting ? timers.nanoTime() - waitingSinceNanos : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the handshake give up. */
    void abort() {
        lock.lock();
        try {
            aborted = true;
            wake();
        } finally {
            lock.unlock();
        }
        retransmission.stop();
    }

    /** From now on {@link #receive} takes what is there and never waits. */
    void established() {
        lock.lock();
        try {
            established = true;
            repeatedNanos = timers.nanoTime();
            inbox.handshakeComplete();
        } finally {
            lock.unlock();
        }
        retransmission.stop();
    }

    private void retransmit() {
        List<FlightOutbox.Datagram> datagrams = List.of();
        lock.lock();
        try {
            if (established || aborted) {
                return;
            }
            if (outbox.repeatable()) {
                datagrams = outbox.repeat();
            } else {
                repeating = true;
                inbox.replayPreviousFlight();
                wake();
            }
        } finally {
            lock.unlock();
        }
        send(datagrams);
        retransmission.backOff();
    }

    private void wake() {
        if (waiting) {
            waiting = false;
            activity.enter();
            awake.signal();
        }
    }

    // Bouncy Castle's side

    @Override
    public int getReceiveLimit() {
        return DtlsRecord.MOST_BYTES;
    }

    @Override
    public int getSendLimit() {
        return settings.mtuBytes();
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            if (outbox.add(buffer, offset, length)) {
                inbox.startFlight();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Delivers one record. The wait is ours to end: {@code waitMillis} is what Bouncy Castle would
     * wait.
     *
     * @throws TlsFatalAlert if the handshake is to give up
     * @throws InterruptedIOException if the handshake is over and no record is left
     */
    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        flush();
        lock.lock();
        try {
            outbox.endFlight();
            DtlsRecord next = next();
            next.copyTo(buffer, offset);
            return next.length();
        } finally {
            lock.unlock();
        }
    }

    private DtlsRecord next() throws IOException {
        while (true) {
            if (aborted) {
                throw new TlsFatalAlert(AlertDescription.user_canceled);
            }
            @Nullable DtlsRecord next = inbox.poll(outbox.sealed());
            if (next != null) {
                return next;
            }
            if (established) {
                throw new InterruptedIOException("no record left");
            }
            park();
        }
    }

    private void park() {
        waiting = true;
        waitingSinceNanos = timers.nanoTime();
        activity.leave();
        while (waiting) {
            awake.awaitUninterruptibly();
        }
    }

    /** Sends what Bouncy Castle has written since the last time. */
    void flush() {
        List<FlightOutbox.Datagram> datagrams;
        boolean again;
        lock.lock();
        try {
            datagrams = outbox.drain();
            if (datagrams.isEmpty()) {
                return;
            }
            again = repeating || established || aborted;
            repeating = false;
        } finally {
            lock.unlock();
        }
        send(datagrams);
        if (!again) {
            retransmission.start();
        }
    }

    private void send(List<FlightOutbox.Datagram> datagrams) {
        for (FlightOutbox.Datagram datagram : datagrams) {
            try {
                datagram.sendTo(settings.output());
            } catch (RuntimeException e) {
                log.warn("The output threw; datagram lost: {}", e.getClass().getName());
            }
        }
    }

    /** Called by Bouncy Castle behind its last alert: it reads no more, so nor does it wait. */
    @Override
    public void close() {
        flush();
        abort();
    }
}
