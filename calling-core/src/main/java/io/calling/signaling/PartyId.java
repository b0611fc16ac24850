package io.calling.signaling;

/**
 * Names one device in one call. Random for each call, so that it links no two calls of a device.
 *
 * @param value 12 characters of base64url
 */
public record PartyId(String value) {
    /** Random bytes in an id. */
    public static final int BYTES = 9;

    /** Checks the value. */
    public PartyId {
        RandomText.check("party id", value, BYTES);
    }

    /**
     * An id from random bytes.
     *
     * @param random {@value #BYTES} of them
     */
    public static PartyId of(byte[] random) {
        return new PartyId(RandomText.of(random));
    }
}
