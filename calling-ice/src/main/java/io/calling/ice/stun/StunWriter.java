package io.calling.ice.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Writes STUN messages into a buffer, attribute by attribute; after each the message is complete.
 * Reusable and not thread-safe. What does not fit is the caller's bug, an {@link
 * IndexOutOfBoundsException}.
 *
 * <pre>{@code
 * int length = writer.begin(StunClass.REQUEST, StunMethod.ALLOCATE, id)
 *         .uint32(StunAttribute.REQUESTED_TRANSPORT, 17 << 24)
 *         .length();
 * }</pre>
 */
public final class StunWriter {
    private byte[] buffer;
    private int offset;
    private int end;

    /** Writes into a buffer of its own, of {@code capacity} bytes. */
    public StunWriter(int capacity) {
        this(new byte[capacity], 0);
    }

    /** Writes into {@code buffer} from {@code offset}. */
    public StunWriter(byte[] buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
        this.end = offset;
    }

    /** Goes on in another buffer. */
    public StunWriter into(byte[] newBuffer, int newOffset) {
        buffer = newBuffer;
        offset = newOffset;
        end = newOffset;
        return this;
    }

    /** Starts a message anew at the same offset. */
    public StunWriter begin(StunClass messageClass, int method, TransactionId id) {
        Bytes.putUint16(buffer, offset, messageClass.typeOf(method));
        Bytes.putUint16(buffer, offset + 2, 0);
        Bytes.putInt32(buffer, offset + 4, StunMessage.MAGIC_COOKIE);
        id.write(buffer, offset + 8);
        end = offset + StunMessage.HEADER_BYTES;
        return this;
    }

    /** An attribute without a value (USE-CANDIDATE, DONT-FRAGMENT). */
    public StunWriter flag(int type) {
        return close(open(type, 0), 0);
    }

    /** A value of 32 bits. */
    public StunWriter uint32(int type, long value) {
        int at = open(type, Integer.BYTES);
        Bytes.putInt32(buffer, at, (int) value);
        return close(at, Integer.BYTES);
    }

    /** A value of 64 bits (ICE-CONTROLLING). */
    public StunWriter uint64(int type, long value) {
        int at = open(type, Long.BYTES);
        Bytes.putInt64(buffer, at, value);
        return close(at, Long.BYTES);
    }

    /** A channel number and its 16 reserved bits (RFC 8656, 18.1). */
    public StunWriter channelNumber(int channel) {
        return uint32(StunAttribute.CHANNEL_NUMBER, (long) channel << 16);
    }

    /** A copy of {@code value}. */
    public StunWriter bytes(int type, byte[] value) {
        return bytes(type, value, 0, value.length);
    }

    /** A copy of a part of {@code value}. */
    public StunWriter bytes(int type, byte[] value, int from, int length) {
        int at = open(type, length);
        System.arraycopy(value, from, buffer, at, length);
        return close(at, length);
    }

    /**
     * A value that lies in the buffer already, right behind the attribute header that this call
     * writes: how a datagram is wrapped where it is.
     */
    public StunWriter inPlace(int type, int length) {
        return close(open(type, length), length);
    }

    /** A text as UTF-8. */
    public StunWriter text(int type, String value) {
        return bytes(type, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A XORed address. */
    public StunWriter xorAddress(int type, InetSocketAddress address) {
        return xorAddress(type, StunAddress.of(address));
    }

    /** A XORed address. */
    public StunWriter xorAddress(int type, StunAddress address) {
        int at = open(type, address.valueBytes());
        address.writeXored(buffer, offset, at);
        return close(at, address.valueBytes());
    }

    /** A plain address (ALTERNATE-SERVER). */
    public StunWriter address(int type, InetSocketAddress address) {
        StunAddress value = StunAddress.of(address);
        int at = open(type, value.valueBytes());
        value.writePlain(buffer, at);
        return close(at, value.valueBytes());
    }

    /** ERROR-CODE with an empty reason: reasons are for people, and no peer needs ours. */
    public StunWriter errorCode(int code) {
        return uint32(StunAttribute.ERROR_CODE, code / 100 << 8 | code % 100);
    }

    /** UNKNOWN-ATTRIBUTES (RFC 8489, 14.13). */
    public StunWriter unknownAttributes(int... types) {
        int length = types.length * 2;
        int at = open(StunAttribute.UNKNOWN_ATTRIBUTES, length);
        for (int i = 0; i < types.length; i++) {
            Bytes.putUint16(buffer, at + i * 2, types[i]);
        }
        return close(at, length);
    }

    /** MESSAGE-INTEGRITY; only the other integrity and FINGERPRINT may follow. */
    public StunWriter integrity(IntegrityKey key) {
        return bytes(StunAttribute.MESSAGE_INTEGRITY, key.sha1(buffer, offset, end));
    }

    /** MESSAGE-INTEGRITY-SHA256, untruncated; only FINGERPRINT may follow. */
    public StunWriter integritySha256(IntegrityKey key) {
        return bytes(
                StunAttribute.MESSAGE_INTEGRITY_SHA256,
                key.sha256(buffer, offset, end, IntegrityKey.SHA256_BYTES));
    }

    /** FINGERPRINT; nothing may follow. */
    public StunWriter fingerprint() {
        int cursor = end;
        // RFC 8489, 14.7: the header's length counts the attribute before the CRC is computed.
        return uint32(StunAttribute.FINGERPRINT, 0).putFingerprint(cursor);
    }

    private StunWriter putFingerprint(int cursor) {
        int at = cursor + StunMessage.ATTRIBUTE_HEADER_BYTES;
        Bytes.putInt32(buffer, at, Fingerprint.of(buffer, offset, cursor));
        return this;
    }

    private int open(int type, int length) {
        Bytes.putUint16(buffer, end, type);
        Bytes.putUint16(buffer, end + 2, length);
        return end + StunMessage.ATTRIBUTE_HEADER_BYTES;
    }

    private StunWriter close(int at, int length) {
        end = at + Bytes.padded(length);
        for (int i = at + length; i < end; i++) {
            buffer[i] = 0;
        }
        Bytes.putUint16(buffer, offset + 2, end - offset - StunMessage.HEADER_BYTES);
        return this;
    }

    /** The buffer that is written into. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the message starts. */
    public int offset() {
        return offset;
    }

    /** The bytes of the message so far. */
    public int length() {
        return end - offset;
    }

    /** A copy of the message. */
    public byte[] toByteArray() {
        byte[] copy = new byte[length()];
        System.arraycopy(buffer, offset, copy, 0, copy.length);
        return copy;
    }
}
