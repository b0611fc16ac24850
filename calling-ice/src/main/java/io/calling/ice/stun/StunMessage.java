package io.calling.ice.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A view of one STUN message where it lies in a buffer. Wrap, look, and wrap the next: nothing is
 * copied, and the bytes of others never make it throw.
 *
 * <p>An <em>attribute</em> is named by a cursor, the offset of its header in the buffer, or {@link
 * #NONE}. Attributes behind MESSAGE-INTEGRITY, which nothing authenticates, are not shown. Not
 * thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8489#section-5">RFC 8489, 5</a>
 */
public final class StunMessage {
    /** The size of the header. */
    public static final int HEADER_BYTES = 20;

    /** The size of an attribute's type and length. */
    public static final int ATTRIBUTE_HEADER_BYTES = 4;

    /** The cursor of an attribute that is not there. */
    public static final int NONE = -1;

    static final int MAGIC_COOKIE = 0x2112A442;
    private static final byte[] NOTHING = new byte[HEADER_BYTES];

    private byte[] buffer = NOTHING;
    private int offset;
    private int attributesEnd = HEADER_BYTES;
    private int integrity = NONE;
    private int integritySha256 = NONE;
    private int fingerprint = NONE;

    /** A view of nothing yet. */
    public StunMessage() {}

    /** Whether the header of the bytes is a STUN header: two zero bits and the magic cookie. */
    public static boolean isStun(byte[] buffer, int offset, int length) {
        return length >= HEADER_BYTES
                && (buffer[offset] & 0xC0) == 0
                && Bytes.int32(buffer, offset + 4) == MAGIC_COOKIE;
    }

    /**
     * Looks at the message in {@code length} bytes from {@code offset}, which it must fill. When it
     * is not {@link StunValidity#VALID}, the view is of an empty message.
     */
    public StunValidity wrap(byte[] buffer, int offset, int length) {
        clear();
        StunValidity header = validateHeader(buffer, offset, length);
        if (header != StunValidity.VALID) {
            return header;
        }
        this.buffer = buffer;
        this.offset = offset;
        if (!walkAttributes(offset + length)) {
            clear();
            return StunValidity.BAD_ATTRIBUTE;
        }
        return StunValidity.VALID;
    }

    private void clear() {
        buffer = NOTHING;
        offset = 0;
        attributesEnd = HEADER_BYTES;
        integrity = NONE;
        integritySha256 = NONE;
        fingerprint = NONE;
    }

    private static StunValidity validateHeader(byte[] buffer, int offset, int length) {
        if (length < HEADER_BYTES) {
            return StunValidity.TRUNCATED;
        }
        if (!isStun(buffer, offset, length)) {
            return StunValidity.NOT_STUN;
        }
        int claimed = HEADER_BYTES + Bytes.uint16(buffer, offset + 2);
        if (claimed > length) {
            return StunValidity.TRUNCATED;
        }
        return claimed < length || claimed % 4 != 0 ? StunValidity.BAD_LENGTH : StunValidity.VALID;
    }

    /** Checks every attribute, and finds those that end the authenticated part. */
    private boolean walkAttributes(int end) {
        attributesEnd = end;
        int cursor = offset + HEADER_BYTES;
        while (cursor < end) {
            int next = cursor + ATTRIBUTE_HEADER_BYTES;
            if (next > end || fingerprint != NONE) {
                return false; // RFC 8489, 14.7: FINGERPRINT "MUST be the last attribute"
            }
            next += Bytes.padded(valueLength(cursor));
            if (next > end || !noteTrailer(cursor)) {
                return false;
            }
            cursor = next;
        }
        return true;
    }

    private boolean noteTrailer(int cursor) {
        int length = valueLength(cursor);
        switch (type(cursor)) {
            case StunAttribute.MESSAGE_INTEGRITY -> {
                if (integrity == NONE && integritySha256 == NONE) {
                    integrity = cursor;
                    attributesEnd = Math.min(attributesEnd, cursor);
                }
                return length == IntegrityKey.SHA1_BYTES;
            }
            case StunAttribute.MESSAGE_INTEGRITY_SHA256 -> {
                if (integritySha256 == NONE) {
                    integritySha256 = cursor;
                    attributesEnd = Math.min(attributesEnd, cursor);
                }
                // RFC 8489, 14.6: "at most 32 bytes, but MUST be at least 16 bytes and MUST be a
                // multiple of 4 bytes"
                return length >= 16 && length <= IntegrityKey.SHA256_BYTES && length % 4 == 0;
            }
            case StunAttribute.FINGERPRINT -> {
                fingerprint = cursor;
                attributesEnd = Math.min(attributesEnd, cursor);
                return length == Integer.BYTES;
            }
            default -> {
                return true;
            }
        }
    }

    /** The class. */
    public StunClass messageClass() {
        return StunClass.ofType(Bytes.uint16(buffer, offset));
    }

    /** The method, one of {@link StunMethod} or another. */
    public int method() {
        return StunClass.methodOfType(Bytes.uint16(buffer, offset));
    }

    /** Whether it is of this class and method. */
    public boolean is(StunClass messageClass, int method) {
        return Bytes.uint16(buffer, offset) == messageClass.typeOf(method);
    }

    /** The transaction that it belongs to. */
    public TransactionId transactionId() {
        return TransactionId.read(buffer, offset + 8);
    }

    /** The buffer that the cursors point into. */
    public byte[] buffer() {
        return buffer;
    }

    /** The first attribute of {@code type}, or {@link #NONE}. */
    public int attribute(int type) {
        return search(type, offset + HEADER_BYTES);
    }

    /** The next attribute of {@code type} behind {@code cursor}, or {@link #NONE}. */
    public int attributeAfter(int cursor, int type) {
        return search(type, after(cursor));
    }

    /** Whether there is an attribute of {@code type}. */
    public boolean has(int type) {
        return attribute(type) != NONE;
    }

    private int search(int type, int from) {
        for (int cursor = from; cursor < attributesEnd; cursor = after(cursor)) {
            if (type(cursor) == type) {
                return cursor;
            }
        }
        return NONE;
    }

    private int after(int cursor) {
        return valueOffset(cursor) + Bytes.padded(valueLength(cursor));
    }

    private int type(int cursor) {
        return Bytes.uint16(buffer, cursor);
    }

    /** Where in the buffer the value of an attribute starts. */
    public int valueOffset(int cursor) {
        return cursor + ATTRIBUTE_HEADER_BYTES;
    }

    /** The bytes in the value of an attribute, without padding. */
    public int valueLength(int cursor) {
        return Bytes.uint16(buffer, cursor + 2);
    }

    /** A copy of the value of the first attribute of {@code type}, or null. */
    public byte @Nullable [] bytes(int type) {
        int cursor = attribute(type);
        return cursor == NONE
                ? null
                : Arrays.copyOfRange(
                        buffer, valueOffset(cursor), valueOffset(cursor) + valueLength(cursor));
    }

    /** The value as UTF-8, or null. Bad UTF-8 becomes replacement characters. */
    public @Nullable String text(int type) {
        byte[] value = bytes(type);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The first 16 bits of a value of four bytes, or {@link #NONE}: a channel number. */
    public int uint16(int type) {
        int cursor = attribute(type);
        return cursor == NONE || valueLength(cursor) != 4
                ? NONE
                : Bytes.uint16(buffer, valueOffset(cursor));
    }

    /** A value of 32 bits, unsigned, or {@link #NONE}: a lifetime, a priority. */
    public long uint32(int type) {
        int cursor = attribute(type);
        return cursor == NONE || valueLength(cursor) != 4
                ? NONE
                : Integer.toUnsignedLong(Bytes.int32(buffer, valueOffset(cursor)));
    }

    /** A XORed address, or null where it is missing or malformed (RFC 8489, 14.2). */
    public @Nullable InetSocketAddress xorAddress(int type) {
        return xorAddressAt(attribute(type));
    }

    /** A XORed address at a cursor, or null where it is missing or malformed. */
    public @Nullable InetSocketAddress xorAddressAt(int cursor) {
        return cursor == NONE
                ? null
                : StunAddress.readXored(buffer, offset, valueOffset(cursor), valueLength(cursor));
    }

    /** Whether the XORed address at a cursor is {@code address}. Allocates nothing. */
    public boolean xorAddressIs(int cursor, StunAddress address) {
        return cursor != NONE
                && address.isXored(buffer, offset, valueOffset(cursor), valueLength(cursor));
    }

    /** A plain address (ALTERNATE-SERVER), or null where it is missing or malformed. */
    public @Nullable InetSocketAddress address(int type) {
        int cursor = attribute(type);
        return cursor == NONE
                ? null
                : StunAddress.readPlain(buffer, valueOffset(cursor), valueLength(cursor));
    }

    /** The code of an ERROR-CODE, 300 to 699, or {@link #NONE} (RFC 8489, 14.8). */
    public int errorCode() {
        int cursor = attribute(StunAttribute.ERROR_CODE);
        if (cursor == NONE || valueLength(cursor) < 4) {
            return NONE;
        }
        int hundreds = buffer[valueOffset(cursor) + 2] & 0x07;
        int units = buffer[valueOffset(cursor) + 3] & 0xFF;
        return hundreds < 3 || hundreds > 6 || units > 99 ? NONE : hundreds * 100 + units;
    }

    /** The comprehension-required attributes that {@code understood} does not know, in order. */
    public int[] unknownAttributes(IntPredicate understood) {
        int[] unknown = new int[(attributesEnd - offset) / ATTRIBUTE_HEADER_BYTES];
        int count = 0;
        for (int at = offset + HEADER_BYTES; at < attributesEnd; at = after(at)) {
            if (StunAttribute.isComprehensionRequired(type(at)) && !understood.test(type(at))) {
                unknown[count++] = type(at);
            }
        }
        return Arrays.copyOf(unknown, count);
    }

    /** Whether there is a MESSAGE-INTEGRITY, right or wrong. */
    public boolean hasIntegrity() {
        return integrity != NONE;
    }

    /** Whether there is a MESSAGE-INTEGRITY-SHA256, right or wrong. */
    public boolean hasIntegritySha256() {
        return integritySha256 != NONE;
    }

    /** Whether there is a FINGERPRINT, right or wrong. */
    public boolean hasFingerprint() {
        return fingerprint != NONE;
    }

    /** Whether MESSAGE-INTEGRITY is there and made with {@code key}; in constant time. */
    public boolean verifyIntegrity(IntegrityKey key) {
        return integrity != NONE && matches(integrity, key.sha1(buffer, offset, integrity));
    }

    /** Whether MESSAGE-INTEGRITY-SHA256 is there and made with {@code key}; in constant time. */
    public boolean verifyIntegritySha256(IntegrityKey key) {
        return integritySha256 != NONE
                && matches(
                        integritySha256,
                        key.sha256(buffer, offset, integritySha256, valueLength(integritySha256)));
    }

    private boolean matches(int cursor, byte[] expected) {
        int at = valueOffset(cursor);
        return MessageDigest.isEqual(
                expected, Arrays.copyOfRange(buffer, at, at + expected.length));
    }

    /** Whether FINGERPRINT is there and right. */
    public boolean verifyFingerprint() {
        return fingerprint != NONE
                && Bytes.int32(buffer, valueOffset(fingerprint))
                        == Fingerprint.of(buffer, offset, fingerprint);
    }

    /** Class and method; no attribute prints. */
    @Override
    public String toString() {
        return "StunMessage[" + messageClass() + " 0x" + Integer.toHexString(method()) + "]";
    }
}
