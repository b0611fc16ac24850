package io.calling.examples.privatecall;

/** Which packets between the two parties the embedded relay damages, one byte of each. */
enum Damage {
    /** Every one, the checks of ICE included. */
    ANY(0, 255),
    /** DTLS only (RFC 7983, 7). */
    HANDSHAKE(20, 63),
    /** SRTP and SRTCP only. */
    MEDIA(128, 191);

    private final int lowest;
    private final int highest;

    Damage(int lowest, int highest) {
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Whether a packet between the two parties is damaged; its first byte says what it is. */
    boolean hits(byte[] packet) {
        int first = packet.length == 0 ? -1 : packet[0] & 0xff;
        return first >= lowest && first <= highest;
    }
}
