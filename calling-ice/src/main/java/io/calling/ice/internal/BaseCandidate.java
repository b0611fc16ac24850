package io.calling.ice.internal;

import org.ice4j.TransportAddress;
import org.ice4j.ice.CandidateExtendedType;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.socket.IceSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * An address of ours in ice4j's eyes: its own base, without a socket. To ice4j all are hosts; who
 * knows better is the caller.
 */
final class BaseCandidate extends LocalCandidate {
    /**
     * PRIORITY in our checks is the same in every call: 110 is the preference that RFC 8445,
     * 5.1.2.2 gives to peer-reflexive candidates.
     */
    static final long CHECK_PRIORITY = 110L << 24 | 65535L << 8 | 255;

    private final long fixedPriority;

    BaseCandidate(TransportAddress address, Component component, long priority) {
        super(
                address,
                component,
                CandidateType.HOST_CANDIDATE,
                CandidateExtendedType.HOST_CANDIDATE,
                null);
        this.fixedPriority = priority;
        setBase(this);
    }

    @Override
    public long computePriority() {
        priority = fixedPriority;
        return priority;
    }

    @Override
    public long computePriorityForType(CandidateType type) {
        return CHECK_PRIORITY;
    }

    @Override
    @SuppressWarnings("NullAway") // ice4j is not annotated, and takes null for "no socket"
    protected @Nullable IceSocketWrapper getCandidateIceSocketWrapper() {
        return null;
    }

    @Override
    protected void free() {
        // the socket is the caller's
    }
}
