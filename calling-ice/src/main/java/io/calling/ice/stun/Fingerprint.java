package io.calling.ice.stun;

import java.util.zip.CRC32;

/** The value of FINGERPRINT (RFC 8489, 14.7). */
final class Fingerprint {
    private static final int XOR = 0x5354554E;

    private Fingerprint() {}

    /**
     * The CRC of the message from {@code offset} up to the attribute at {@code cursor}, whose
     * header already counts the attribute.
     */
    static int of(byte[] buffer, int offset, int cursor) {
        CRC32 crc = new CRC32();
        crc.update(buffer, offset, cursor - offset);
        return (int) crc.getValue() ^ XOR;
    }
}
