package io.calling;

/** A step in the life of a call, as its {@link CallTimeline} notes it. */
public enum Milestone {
    /** The local user placed the call. */
    PLACED,
    /** The invite arrived. */
    INVITE_RECEIVED,
    /** Our relay gave us an address. */
    RELAY_ALLOCATED,
    /** All our candidates are there. */
    GATHERED,
    /** The invite was handed to the signaling channel. */
    INVITED,
    /** The call rings here, or the callee said that it rings there. */
    RINGING,
    /** Our user accepted, or the callee's accept arrived. */
    ACCEPTED,
    /** ICE selected a pair. */
    PATH_FOUND,
    /** The DTLS handshake is done and the fingerprint was checked. */
    SECURED,
    /** The first media packet was sent. */
    FIRST_MEDIA_SENT,
    /** The first media packet arrived and was authentic. */
    FIRST_MEDIA_RECEIVED,
    /** The call ended. */
    ENDED
}
