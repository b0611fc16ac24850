package io.calling.ice;

import java.net.InetSocketAddress;

/** A pair of addresses between which datagrams pass both ways. Immutable but for its consent. */
final class Path {
    private final Base base;
    private final Candidate remote;
    private long consentExpiresNanos;

    Path(Base base, Candidate remote) {
        this.base = base;
        this.remote = remote;
    }

    Base base() {
        return base;
    }

    Candidate remote() {
        return remote;
    }

    /** Whether a relay stands on either side: neither learns the other's address. */
    boolean isRelayed() {
        return base.candidate().type() == CandidateType.RELAYED
                || remote.type() == CandidateType.RELAYED;
    }

    boolean joins(Base otherBase, InetSocketAddress otherRemote) {
        return base == otherBase && remote.address().equals(otherRemote);
    }

    /** The peer wants our datagrams here until then (RFC 7675, 5.1); owned by the loop. */
    void consentUntil(long nanos) {
        consentExpiresNanos = nanos;
    }

    boolean hasConsent(long nowNanos) {
        return consentNanos(nowNanos) > 0;
    }

    /** For how long the peer still wants them; below 0 where it does not. */
    long consentNanos(long nowNanos) {
        return consentExpiresNanos - nowNanos;
    }

    /** RFC 8445, 6.1.2.3: the same number on both sides. */
    long priority(boolean weControl) {
        long ours = base.candidate().priority();
        long theirs = remote.priority();
        long controlling = weControl ? ours : theirs;
        long controlled = weControl ? theirs : ours;
        return (Math.min(controlling, controlled) << 32)
                + 2 * Math.max(controlling, controlled)
                + (controlling > controlled ? 1 : 0);
    }

    boolean send(byte[] buffer, int offset, int length) {
        return base.send(remote.address(), buffer, offset, length);
    }

    SelectedPair pair() {
        return new SelectedPair(base.candidate(), remote);
    }
}
