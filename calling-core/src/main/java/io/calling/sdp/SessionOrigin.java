package io.calling.sdp;

import io.calling.ice.net.Network;
import java.nio.ByteBuffer;

/**
 * The identity of our description in {@code o=}: random per call, so that it links nothing (RFC
 * 8829, 5.2.1).
 *
 * @param sessionId 63 random bits
 * @param version 0 at first, one more for each description that differs
 */
public record SessionOrigin(long sessionId, long version) {
    /** A new one. */
    public static SessionOrigin random(Network network) {
        byte[] bytes = new byte[Long.BYTES];
        network.randomBytes(bytes);
        return new SessionOrigin(ByteBuffer.wrap(bytes).getLong() & Long.MAX_VALUE, 0);
    }

    /** The origin of the next description. */
    public SessionOrigin next() {
        return new SessionOrigin(sessionId, version + 1);
    }
}
