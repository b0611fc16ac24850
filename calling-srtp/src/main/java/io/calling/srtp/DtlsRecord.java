package io.calling.srtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One DTLS 1.2 record with its header (RFC 6347, 4.1), copied out of a datagram.
 *
 * <p>Epoch 0 is what is sent in the clear, epoch 1 what is sealed with the keys of the handshake.
 * There is no later epoch, since nothing is renegotiated.
 */
final class DtlsRecord {
    static final int HEADER_BYTES = 13;

    /** RFC 6347, 4.1: 2^14 bytes of text; the rest is for nonce and tag. */
    static final int MOST_BYTES = HEADER_BYTES + (1 << 14) + 64;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    private static final int VERSION_MAJOR = 0xFE;
    private static final int DTLS_1_0_MINOR = 0xFF;
    private static final int DTLS_1_2_MINOR = 0xFD;

    private final byte[] bytes;

    private DtlsRecord(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Exactly one record, as Bouncy Castle makes it. */
    static DtlsRecord of(byte[] buffer, int offset, int length) {
        return new DtlsRecord(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    /** The records of a datagram, up to the first that is malformed. */
    static List<DtlsRecord> split(byte[] buffer, int offset, int length) {
        var records = new ArrayList<DtlsRecord>(4);
        int end = offset + length;
        int at = offset;
        while (end - at > HEADER_BYTES && plausible(buffer, at)) {
            int recordBytes = HEADER_BYTES + uint16(buffer, at + 11);
            if (recordBytes > end - at || recordBytes > MOST_BYTES) {
                break;
            }
            records.add(of(buffer, at, recordBytes));
            at += recordBytes;
        }
        return records;
    }

    private static boolean plausible(byte[] buffer, int at) {
        int type = buffer[at];
        int minor = buffer[at + 2] & 0xFF;
        return type >= CHANGE_CIPHER_SPEC
                && type <= APPLICATION_DATA
                && (buffer[at + 1] & 0xFF) == VERSION_MAJOR
                && (minor == DTLS_1_0_MINOR || minor == DTLS_1_2_MINOR)
                && uint16(buffer, at + 3) <= 1
                && uint16(buffer, at + 11) > 0;
    }

    int type() {
        return bytes[0];
    }

    /** Whether the record is of epoch 1: encrypted and authenticated. */
    boolean sealed() {
        return bytes[4] != 0;
    }

    int length() {
        return bytes.length;
    }

    /** Copies the record to {@code target}. */
    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /**
     * Gives a record in the clear another sequence number. Not for sealed ones: theirs is
     * authenticated.
     */
    void renumber(long sequence) {
        for (int i = 10; i >= 5; i--) {
            bytes[i] = (byte) sequence;
            sequence >>>= 8;
        }
    }

    /** The handshake fragments of a record in the clear; empty if one of them is malformed. */
    List<HandshakeFragment> fragments() {
        return HandshakeFragment.split(bytes, HEADER_BYTES);
    }

    static int uint16(byte[] buffer, int at) {
        return (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
    }

    static int uint24(byte[] buffer, int at) {
        return (buffer[at] & 0xFF) << 16 | uint16(buffer, at + 1);
    }
}
