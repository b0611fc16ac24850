package io.calling.srtp;

/** Why a {@link DtlsSrtpTransport} gave no keys. Each reason says in a sentence what to do. */
public enum DtlsFailure {
    /** The certificate that the peer proved to own is not the one that signaling announced. */
    FINGERPRINT_MISMATCH(
            "The peer's certificate is not the one that signaling announced: somebody may be in"
                    + " between. Don't retry over the same signaling."),
    /** The peer is bound to another identity than the one that signaling asserted. */
    IDENTITY_MISMATCH(
            "The peer takes part in this handshake under another identity: somebody may have"
                    + " borrowed its fingerprint."),
    /** The peer says the same about our certificate, or cannot accept its kind. */
    CERTIFICATE_REFUSED(
            "The peer refused our certificate: signaling may have altered our fingerprint."),
    /** The peer has no certificate, or one whose key is too weak or of an unknown kind. */
    CERTIFICATE_UNACCEPTABLE("The peer showed no certificate, or one with a key that is too weak."),
    /** The two sides found no common ground, or the peer broke the protocol. */
    HANDSHAKE_FAILED("The peers share no strong enough version, cipher, group or SRTP profile."),
    /** Both sides took the active role. */
    ROLE_CONFLICT("Both sides open the handshake: compare a=setup of offer and answer."),
    /** The deadline passed before the handshake was complete. */
    TIMEOUT("The peer did not complete the handshake in time: the path may drop packets."),
    /** The peer closed before or while keys were agreed. */
    CLOSED_BY_PEER("The peer gave up during the handshake.");

    private final String text;

    DtlsFailure(String text) {
        this.text = text;
    }

    /** One sentence for people. */
    public String text() {
        return text;
    }
}
