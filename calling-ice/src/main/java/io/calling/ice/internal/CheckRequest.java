package io.calling.ice.internal;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;

/**
 * What a connectivity check says (RFC 8445, 7.1).
 *
 * @param priority PRIORITY: what a peer-reflexive candidate that it reveals would have
 * @param controlling whether the sender claims to nominate
 * @param tieBreaker decides where both claim the same
 * @param useCandidate whether the sender nominates this pair
 * @param nomination the value of a renomination, or 0
 */
public record CheckRequest(
        long priority,
        boolean controlling,
        long tieBreaker,
        boolean useCandidate,
        long nomination) {
    /** draft-thatcher-ice-renomination: the greatest value wins; sent by libwebrtc. */
    static final int NOMINATION = 0xC001;

    /** Reads a verified request; missing attributes become 0, and the role the one that fits. */
    static CheckRequest read(StunMessage message, boolean weControl) {
        boolean says = message.has(StunAttribute.ICE_CONTROLLING);
        boolean denies = message.has(StunAttribute.ICE_CONTROLLED);
        return new CheckRequest(
                Math.max(0, message.uint32(StunAttribute.PRIORITY)),
                says || !denies && !weControl,
                tieBreaker(message),
                message.has(StunAttribute.USE_CANDIDATE),
                Math.max(0, message.uint32(NOMINATION)));
    }

    private static long tieBreaker(StunMessage message) {
        byte[] value = message.bytes(StunAttribute.ICE_CONTROLLING);
        value = value == null ? message.bytes(StunAttribute.ICE_CONTROLLED) : value;
        if (value == null || value.length != Long.BYTES) {
            return 0;
        }
        long tieBreaker = 0;
        for (byte b : value) {
            tieBreaker = tieBreaker << 8 | b & 0xFF;
        }
        return tieBreaker;
    }
}
