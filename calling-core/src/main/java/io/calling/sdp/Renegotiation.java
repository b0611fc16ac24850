package io.calling.sdp;

/**
 * What stays the same when a session is negotiated again (RFC 3264, 8; RFC 8842, 5): certificate,
 * roles, cryptex and the sections that were there. A peer that wants other keys begins another
 * session.
 */
public final class Renegotiation {
    private Renegotiation() {}

    /**
     * Checks the outcome of another offer and answer against what held before.
     *
     * @throws SdpException if it would change what must stay
     */
    public static void check(Negotiation before, Negotiation after) throws SdpException {
        NegotiatedTransport old = before.transport();
        NegotiatedTransport fresh = after.transport();
        if (!old.remoteFingerprints().equals(fresh.remoteFingerprints())) {
            throw SdpException.unacceptable(
                    "the certificate changed: a session keeps its keys, begin another one");
        }
        if (old.setup() != fresh.setup()) {
            throw SdpException.malformed("a=setup must keep the roles of the connection in use");
        }
        if (old.cryptex() != fresh.cryptex()) {
            throw SdpException.unacceptable(
                    "a=cryptex is gone: what protects a session stays, begin another one");
        }
    }

    /**
     * The outcome of the answer to another offer of ours, with the roles of the connection in use.
     * Those hold whatever {@code a=setup} says (RFC 8842, 5.5): with the same certificate no new
     * connection is meant. Pion 3 and others that answered the first time as the passive side say
     * {@code active} to every {@code actpass}, Firefox does from an ICE restart on.
     */
    public static Negotiation keepRoles(Negotiation before, Negotiation after) {
        return new Negotiation(
                after.transport().withSetup(before.transport().setup()), after.media());
    }

    /**
     * Checks that no section went missing (RFC 3264, 8: "the number of m-lines ... MUST NOT be
     * less").
     *
     * @throws SdpException if one did
     */
    public static void checkSections(SessionDescription before, SessionDescription after)
            throws SdpException {
        if (after.media().size() < before.media().size()) {
            throw SdpException.malformed(
                    "the offer has "
                            + after.media().size()
                            + " sections, where there were "
                            + before.media().size()
                            + " before");
        }
    }

    /**
     * Checks that the answer to our offer starts ICE anew if, and only if, the offer did (RFC 8839,
     * 4.4.1.1.1).
     *
     * @throws SdpException if it does otherwise
     */
    public static void checkRestart(Negotiation before, Negotiation after, boolean offered)
            throws SdpException {
        if (restartsIce(before, after) != offered) {
            throw SdpException.malformed(
                    offered
                            ? "the answer to an ICE restart has new a=ice-ufrag and a=ice-pwd"
                            : "the answer starts ICE anew, which the offer did not");
        }
    }

    /** Whether the peer starts ICE anew: "new values for ufrag and pwd" (RFC 8839, 4.4.1.1.1). */
    public static boolean restartsIce(Negotiation before, Negotiation after) {
        return !before.transport()
                .remoteCredentials()
                .equals(after.transport().remoteCredentials());
    }
}
