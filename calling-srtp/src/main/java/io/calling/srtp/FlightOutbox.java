package io.calling.srtp;

import java.util.ArrayList;
import java.util.List;

/**
 * What one association sends: packs the records of a flight into as few datagrams as the MTU
 * allows, and repeats a flight that is lost. Not thread-safe.
 *
 * <p>Records in the clear get their sequence numbers here, so that a repeated one has a fresh
 * number; sealed ones keep theirs.
 */
final class FlightOutbox {

    /** A datagram to send, with {@link DtlsSrtpTransport#HEADROOM} on both sides. */
    static final class Datagram {
        private final byte[] buffer;
        private final int length;

        private Datagram(byte[] buffer, int length) {
            this.buffer = buffer;
            this.length = length;
        }

        void sendTo(DatagramOutput output) {
            output.send(buffer, DtlsSrtpTransport.HEADROOM, length);
        }
    }

    private final int mtuBytes;
    private final List<DtlsRecord> flight = new ArrayList<>();
    private int sent;
    private boolean flightEnded;
    private boolean sealed;
    private long nextSequence;

    FlightOutbox(int mtuBytes) {
        this.mtuBytes = mtuBytes;
    }

    /**
     * Adds a record, without sending it yet.
     *
     * @return whether a new flight begins with it
     */
    boolean add(byte[] buffer, int offset, int length) {
        boolean begins = flightEnded;
        if (begins) {
            flight.clear();
            sent = 0;
            flightEnded = false;
        }
        DtlsRecord entry = DtlsRecord.of(buffer, offset, length);
        flight.add(entry);
        sealed |= entry.sealed();
        return begins;
    }

    /** What waits to be sent. */
    List<Datagram> drain() {
        List<Datagram> datagrams = pack(flight.subList(sent, flight.size()));
        sent = flight.size();
        return datagrams;
    }

    /** Says that the peer has its turn: what is added later is a new flight. */
    void endFlight() {
        flightEnded = true;
    }

    /** Whether a sealed record was ever added: whether the keys are agreed on this side. */
    boolean sealed() {
        return sealed;
    }

    /**
     * Whether {@link #repeat} can make a flight again that the peer has an answer to: not if a
     * record of it is sealed, since the peer may have used up its number and forgotten what it
     * said.
     */
    boolean repeatable() {
        return flight.stream().noneMatch(DtlsRecord::sealed);
    }

    /** The whole flight again, its records in the clear with fresh numbers. */
    List<Datagram> repeat() {
        sent = 0;
        return drain();
    }

    private List<Datagram> pack(List<DtlsRecord> records) {
        var datagrams = new ArrayList<Datagram>(2);
        int from = 0;
        while (from < records.size()) {
            int to = from + 1;
            int length = records.get(from).length();
            while (to < records.size() && length + records.get(to).length() <= mtuBytes) {
                length += records.get(to++).length();
            }
            datagrams.add(datagram(records.subList(from, to), length));
            from = to;
        }
        return datagrams;
    }

    private Datagram datagram(List<DtlsRecord> records, int length) {
        byte[] buffer = new byte[DtlsSrtpTransport.HEADROOM * 2 + length];
        int at = DtlsSrtpTransport.HEADROOM;
        for (DtlsRecord entry : records) {
            if (!entry.sealed()) {
                entry.renumber(nextSequence++);
            }
            entry.copyTo(buffer, at);
            at += entry.length();
        }
        return new Datagram(buffer, length);
    }
}
