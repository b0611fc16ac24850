package io.calling.examples.browsercall;

import io.calling.EndReason;
import io.calling.PeerId;
import java.util.List;

/** What the switchboard tells a party. */
sealed interface Notice {
    /**
     * Who is here.
     *
     * @param names of all parties but the one that is told
     */
    record Here(List<PeerId> names) implements Notice {}

    /**
     * Somebody calls.
     *
     * @param rule which of the callee's own rules lets it ring
     * @param relayed whether the call would be relayed
     */
    record Incoming(String callId, PeerId caller, boolean video, String rule, boolean relayed)
            implements Notice {}

    /** The callee's device rings; only ever told to those to whom presence is revealed. */
    record Rings(String callId) implements Notice {}

    /**
     * The callee has accepted; the caller describes itself next.
     *
     * @param relayed whether both have to use relays only
     * @param peerAsked whether it is the other party that asked for it
     */
    record Accepted(String callId, boolean relayed, boolean peerAsked) implements Notice {}

    /**
     * A session description of the other party.
     *
     * @param binding with an offer the commitment, with an answer the nonce, of the short
     *     authentication string
     */
    record Described(String callId, boolean isOffer, String sdp, String binding)
            implements Notice {}

    /** The caller shows its nonce. */
    record Revealed(String callId, String nonce) implements Notice {}

    /** Another offer of the other party in mid-call, or the answer to ours. */
    record Redescribed(String callId, boolean isOffer, String sdp) implements Notice {}

    /** The other party holds the call, or takes it up again. */
    record Held(String callId, boolean on) implements Notice {}

    /** It is over. */
    record Over(String callId, EndReason reason) implements Notice {}
}
