package io.calling.srtp;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a handshake message's fragment (RFC 6347, 4.2.2).
 *
 * @param type of the message
 * @param messageLength of the whole message
 * @param sequence the message's place in the handshake
 * @param offset where in the message the fragment begins
 * @param length of the fragment
 */
record HandshakeFragment(int type, int messageLength, int sequence, int offset, int length) {
    static final int CLIENT_HELLO = 1;
    static final int CERTIFICATE_VERIFY = 15;

    /**
     * The longest message we take. Certificates with RSA keys of 8,192 bits have 3 KB; Bouncy
     * Castle would reserve up to 16 MB on the word of one forged header.
     */
    static final int MOST_MESSAGE_BYTES = 1 << 14;

    /** More than any handshake of ours has. */
    static final int MOST_SEQUENCE = 31;

    private static final int HEADER_BYTES = 12;

    /** The fragments from {@code at} to the end; empty if one of them is malformed. */
    static List<HandshakeFragment> split(byte[] record, int at) {
        var fragments = new ArrayList<HandshakeFragment>(2);
        while (at < record.length) {
            if (record.length - at < HEADER_BYTES) {
                return List.of();
            }
            HandshakeFragment fragment = read(record, at);
            at += HEADER_BYTES + fragment.length;
            if (at > record.length || !fragment.acceptable()) {
                return List.of();
            }
            fragments.add(fragment);
        }
        return fragments;
    }

    private static HandshakeFragment read(byte[] record, int at) {
        return new HandshakeFragment(
                record[at] & 0xFF,
                DtlsRecord.uint24(record, at + 1),
                DtlsRecord.uint16(record, at + 4),
                DtlsRecord.uint24(record, at + 6),
                DtlsRecord.uint24(record, at + 9));
    }

    private boolean acceptable() {
        return messageLength <= MOST_MESSAGE_BYTES
                && offset + length <= messageLength
                && sequence <= MOST_SEQUENCE;
    }
}
