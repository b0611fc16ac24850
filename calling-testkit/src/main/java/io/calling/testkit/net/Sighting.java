package io.calling.testkit.net;

/**
 * An address of one party in a packet to another.
 *
 * @param party whose address
 * @param observer who could see it
 * @param form how it was written
 * @param packet number of the first packet that had it, as in {@link LoggedPacket#number}; 0 for a
 *     signaling message
 * @param offset of the first byte in that packet's payload; -1 in its header
 * @param times packets that had it in this form
 */
public record Sighting(
        String party, String observer, Form form, long packet, int offset, long times) {

    /** How an address can be written. */
    public enum Form {
        /** As the packet's source. */
        SOURCE,
        /** Its bytes, in network order. */
        PLAIN,
        /** Its bytes, as in XOR-MAPPED-ADDRESS (RFC 8489, 14.2). */
        XORED,
        /** Its bytes in reverse. */
        REVERSED,
        /** As text. */
        TEXT,
        /** As text in Base64, or in hexadecimal. */
        ENCODED,
        /** As a hash of its text, as some stacks make the foundation of a candidate. */
        HASHED
    }

    Sighting again() {
        return new Sighting(party, observer, form, packet, offset, times + 1);
    }
}
