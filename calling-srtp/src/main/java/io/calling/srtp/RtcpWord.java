package io.calling.srtp;

/** The word at the end of an SRTCP packet: E flag and 31-bit index (RFC 3711, 3.4). */
final class RtcpWord {
    private static final int E_FLAG = 0x8000_0000;

    private RtcpWord() {}

    static int encrypted(long index) {
        return E_FLAG | (int) index;
    }

    static boolean isEncrypted(int word) {
        return (word & E_FLAG) != 0;
    }

    static int index(int word) {
        return word & ~E_FLAG;
    }
}
