package io.calling.ice.internal;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Writes checks and answers. Nothing goes in but what RFC 8445 wants: no SOFTWARE, no user name in
 * answers, no clock in transaction ids. Every datagram starts at {@link #HEADROOM} in its array.
 */
final class CheckWriter {
    /** Bytes free before a datagram, for the headers of a relay. */
    static final int HEADROOM = 64;

    /** The longest check: two user fragments of 256 characters. */
    private static final int CAPACITY = HEADROOM + 768;

    private final CheckCredentials credentials;
    private final StunWriter writer = new StunWriter(new byte[CAPACITY], HEADROOM);

    CheckWriter(CheckCredentials credentials) {
        this.credentials = credentials;
    }

    byte[] request(TransactionId id, CheckRequest request) {
        int role =
                request.controlling()
                        ? StunAttribute.ICE_CONTROLLING
                        : StunAttribute.ICE_CONTROLLED;
        writer.begin(StunClass.REQUEST, StunMethod.BINDING, id)
                .text(StunAttribute.USERNAME, credentials.outgoingUsername())
                .uint64(role, request.tieBreaker())
                .uint32(StunAttribute.PRIORITY, request.priority());
        if (request.useCandidate()) {
            writer.flag(StunAttribute.USE_CANDIDATE);
        }
        if (request.nomination() > 0) {
            writer.uint32(CheckRequest.NOMINATION, request.nomination());
        }
        return datagram(writer.integrity(credentials.remoteKey()).fingerprint());
    }

    byte[] success(TransactionId id, InetSocketAddress mapped) {
        return datagram(
                writer.begin(StunClass.SUCCESS, StunMethod.BINDING, id)
                        .xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, mapped)
                        .integrity(credentials.localKey())
                        .fingerprint());
    }

    byte[] error(TransactionId id, int code) {
        return datagram(
                writer.begin(StunClass.ERROR, StunMethod.BINDING, id)
                        .errorCode(code)
                        .integrity(credentials.localKey())
                        .fingerprint());
    }

    private static byte[] datagram(StunWriter written) {
        return Arrays.copyOf(written.buffer(), HEADROOM + written.length());
    }
}
