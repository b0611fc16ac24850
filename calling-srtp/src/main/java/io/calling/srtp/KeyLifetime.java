package io.calling.srtp;

/**
 * How many packets a master key may still protect, over all streams (RFC 3711, 3.2.1 and 9.2).
 *
 * <p>Also the bound of what an index can be, for one stream cannot have more packets than all.
 */
final class KeyLifetime {
    /** SRTP packets a master key is good for, and the number of packet indices. */
    static final long RTP = 1L << 48;

    /** SRTCP packets a master key is good for, and the number of SRTCP indices. */
    static final long RTCP = 1L << 31;

    private long left;

    KeyLifetime(long packets) {
        left = packets;
    }

    /** Takes one packet off; false if there is none left. */
    boolean spend() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
