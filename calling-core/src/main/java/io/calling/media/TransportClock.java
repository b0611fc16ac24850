package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.NtpClock;
import io.calling.rtp.SequenceNumber;

/** What the tracks of one transport count together: time, and the packets that left. */
final class TransportClock {
    private final NtpClock ntp;
    private int sequence;

    TransportClock(NtpClock ntp, Network network) {
        this.ntp = ntp;
        byte[] random = new byte[2];
        network.randomBytes(random);
        // In the lower half, so that a receiver that misses the first ones sees no wrap.
        this.sequence = (random[0] & 0x7F) << 8 | random[1] & 0xFF;
    }

    NtpClock ntp() {
        return ntp;
    }

    /** Of the packet that was written last. */
    int lastSequence() {
        return sequence;
    }

    int nextSequence() {
        sequence = SequenceNumber.next(sequence);
        return sequence;
    }
}
