package io.calling.ice.internal;

import io.calling.ice.stun.IntegrityKey;
import java.nio.charset.StandardCharsets;

/**
 * What the checks between two agents are signed with (RFC 8445, 7.2.2): ours verify what the peer
 * asks, the peer's verify what it answers. Never prints.
 */
public final class CheckCredentials {
    private final String localFragment;
    private final String remoteFragment;
    private final IntegrityKey localKey;
    private final IntegrityKey remoteKey;
    private final byte[] incomingUsername;

    /** Joins the two sides' user fragments and passwords. */
    public CheckCredentials(
            String localFragment,
            String localPassword,
            String remoteFragment,
            String remotePassword) {
        this.localFragment = localFragment;
        this.remoteFragment = remoteFragment;
        this.localKey = IntegrityKey.shortTerm(localPassword);
        this.remoteKey = IntegrityKey.shortTerm(remotePassword);
        this.incomingUsername =
                (localFragment + ':' + remoteFragment).getBytes(StandardCharsets.US_ASCII);
    }

    String localFragment() {
        return localFragment;
    }

    String remoteFragment() {
        return remoteFragment;
    }

    /** The key of requests that come in, and of the answers that go out. */
    IntegrityKey localKey() {
        return localKey;
    }

    /** The key of requests that go out, and of the answers that come in. */
    IntegrityKey remoteKey() {
        return remoteKey;
    }

    /** RFC 8445, 7.2.2: "the user fragment of the peer, a colon, and our own". */
    String outgoingUsername() {
        return remoteFragment + ':' + localFragment;
    }

    byte[] incomingUsername() {
        return incomingUsername;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "CheckCredentials";
    }
}
