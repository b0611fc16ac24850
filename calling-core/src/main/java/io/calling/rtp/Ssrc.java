package io.calling.rtp;

import io.calling.ice.net.Network;

/**
 * Names one stream of packets: 32 bits, drawn at random for each stream of each call.
 *
 * @param value the 32 bits, as they stand in a packet
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#section-8">RFC 3550, 8</a>
 */
public record Ssrc(int value) {
    /** A new one. */
    public static Ssrc random(Network network) {
        return new Ssrc(RandomBits.next32(network));
    }

    /** The unsigned number. */
    @Override
    public String toString() {
        return Integer.toUnsignedString(value);
    }
}
