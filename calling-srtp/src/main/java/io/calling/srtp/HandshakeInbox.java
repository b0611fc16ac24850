package io.calling.srtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived for one association and waits for Bouncy Castle: screened, bounded, and in an
 * order that it can use.
 *
 * <p>Bouncy Castle drops a Finished that overtakes its flight, and on a ChangeCipherSpec that
 * overtakes a lost message it goes deaf to the message's retransmission. So these two are held back
 * until what belongs before them is there. Not thread-safe.
 */
final class HandshakeInbox {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_RECORDS = 128;

    private final SetupRole role;
    private final PeerMessages messages = new PeerMessages();

    private final Deque<DtlsRecord> clear = new ArrayDeque<>();
    private final Deque<DtlsRecord> sealed = new ArrayDeque<>();
    private @Nullable DtlsRecord changeCipherSpec;
    private boolean cipherChanged;
    private int bytes;
    private long nextSequence;
    private long dropped;

    private List<DtlsRecord> flight = new ArrayList<>();
    private List<DtlsRecord> previousFlight = List.of();

    HandshakeInbox(SetupRole role) {
        this.role = role;
    }

    /**
     * Takes a datagram's records; what is malformed, misplaced or too much is dropped.
     *
     * @return whether messages in the clear are among them that come later than a ClientHello
     */
    boolean offer(byte[] buffer, int offset, int length) {
        List<DtlsRecord> records = DtlsRecord.split(buffer, offset, length);
        if (records.isEmpty()) {
            dropped++;
        }
        boolean later = false;
        for (DtlsRecord entry : records) {
            boolean taken = !full() && offer(entry);
            later |= taken && laterThanHello(entry);
            if (!taken) {
                dropped++;
            }
        }
        return later;
    }

    private static boolean laterThanHello(DtlsRecord entry) {
        return entry.type() == DtlsRecord.HANDSHAKE
                && !entry.sealed()
                && entry.fragments().stream()
                        .anyMatch(fragment -> fragment.type() != HandshakeFragment.CLIENT_HELLO);
    }

    private boolean full() {
        return bytes > MOST_BYTES || clear.size() + sealed.size() >= MOST_RECORDS;
    }

    private boolean offer(DtlsRecord entry) {
        if (entry.sealed()) {
            sealed.add(entry);
        } else if (entry.type() == DtlsRecord.CHANGE_CIPHER_SPEC) {
            return offerChangeCipherSpec(entry);
        } else if (entry.type() == DtlsRecord.APPLICATION_DATA || !screened(entry)) {
            return false;
        } else {
            clear.add(entry);
        }
        bytes += entry.length();
        return true;
    }

    private boolean offerChangeCipherSpec(DtlsRecord entry) {
        if (cipherChanged) {
            return false;
        }
        changeCipherSpec = entry;
        return true;
    }

    private boolean screened(DtlsRecord entry) {
        if (entry.type() == DtlsRecord.ALERT) {
            return true;
        }
        List<HandshakeFragment> fragments = entry.fragments();
        fragments.forEach(messages::add);
        return !fragments.isEmpty();
    }

    /** Whether a whole ClientHello has arrived. */
    boolean clientHelloComplete() {
        return messages.completeThrough(HandshakeFragment.CLIENT_HELLO);
    }

    /** How many records and datagrams were dropped. */
    long dropped() {
        return dropped;
    }

    /**
     * The next record, or null if there is none that may be delivered yet.
     *
     * @param keysAgreed whether our own flight with the Finished, which needs the keys, is out
     */
    @Nullable DtlsRecord poll(boolean keysAgreed) {
        DtlsRecord next = clear.poll();
        if (next != null) {
            return delivered(next);
        }
        if (!cipherChanged) {
            return pollChangeCipherSpec(keysAgreed);
        }
        next = sealed.poll();
        if (next != null) {
            bytes -= next.length();
        }
        return next;
    }

    /** Whether there is something to poll, once the handshake is over. */
    boolean hasRecords() {
        return !clear.isEmpty() || cipherChanged && !sealed.isEmpty();
    }

    private DtlsRecord delivered(DtlsRecord entry) {
        bytes -= entry.length();
        if (flight.size() < MOST_RECORDS) {
            flight.add(entry);
        }
        return renumbered(entry);
    }

    private @Nullable DtlsRecord pollChangeCipherSpec(boolean keysAgreed) {
        boolean flightComplete =
                role == SetupRole.ACTIVE
                        ? keysAgreed
                        : messages.completeThrough(HandshakeFragment.CERTIFICATE_VERIFY);
        DtlsRecord next = changeCipherSpec;
        if (next == null || sealed.isEmpty() || !flightComplete) {
            return null;
        }
        changeCipherSpec = null;
        cipherChanged = true;
        return renumbered(next);
    }

    /**
     * Gives it a sequence number that Bouncy Castle has not seen: a record can then be delivered
     * twice on purpose. In the clear these numbers protect nothing.
     */
    private DtlsRecord renumbered(DtlsRecord entry) {
        entry.renumber(nextSequence++);
        return entry;
    }

    /** Begins a new flight of the peer: what was delivered up to here is the previous one. */
    void startFlight() {
        previousFlight = flight;
        flight = new ArrayList<>();
    }

    /**
     * Delivers the peer's previous flight once more, which makes Bouncy Castle repeat its own (RFC
     * 6347, 4.2.4).
     */
    void replayPreviousFlight() {
        for (DtlsRecord entry : previousFlight) {
            clear.add(entry);
            bytes += entry.length();
        }
    }

    /** Lets go of what only the handshake needed. */
    void handshakeComplete() {
        messages.clear();
        flight = new ArrayList<>();
        previousFlight = List.of();
    }
}
