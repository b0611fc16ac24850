package io.calling.signaling;

/**
 * Names one call, on both sides: 128 random bits, so that nobody can guess the name of a call that
 * he has not been told about.
 *
 * @param value 22 characters of base64url
 */
public record CallId(String value) implements Comparable<CallId> {
    /** Random bytes in an id. */
    public static final int BYTES = 16;

    /** Checks the value. */
    public CallId {
        RandomText.check("call id", value, BYTES);
    }

    /**
     * An id from random bytes.
     *
     * @param random {@value #BYTES} of them
     */
    public static CallId of(byte[] random) {
        return new CallId(RandomText.of(random));
    }

    /** An order without meaning, the same on both sides. */
    @Override
    public int compareTo(CallId other) {
        return value.compareTo(other.value);
    }
}
