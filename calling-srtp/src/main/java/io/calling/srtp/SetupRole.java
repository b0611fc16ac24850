package io.calling.srtp;

/**
 * Who opens the DTLS handshake, as {@code a=setup} says it in SDP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5763#section-5">RFC 5763, 5</a>
 */
public enum SetupRole {
    /** Sends the ClientHello. */
    ACTIVE,
    /** Waits for the ClientHello. */
    PASSIVE,
    /** Offers both and lets the answer choose. No transport can be built with it. */
    ACTPASS;

    /**
     * The role to answer with, when the offer has this one.
     *
     * <p>RFC 5763, 5: "The answerer MUST use either a setup attribute value of setup:active or
     * setup:passive", and active is recommended, since the handshake then starts without waiting
     * for the answer to arrive.
     */
    public SetupRole answer() {
        return this == ACTIVE ? PASSIVE : ACTIVE;
    }
}
