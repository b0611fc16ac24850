package io.calling.ice.exposure;

/** Who learnt something. */
public enum Audience {
    /** The other party of the call. */
    PEER("The peer"),
    /** A relay of the application. */
    RELAY("The relay"),
    /** A STUN server of the application, in direct mode. */
    STUN_SERVER("The STUN server"),
    /** Whoever carries the signaling. */
    SIGNALING("Whoever carries the signaling"),
    /** The resolver that looked up the name of a relay or STUN server. */
    RESOLVER("The name resolver"),
    /** Observers on the local network. */
    LOCAL_NETWORK("An observer on the local network");

    private final String words;

    Audience(String words) {
        this.words = words;
    }

    /** The audience in words, as the beginning of a sentence. */
    public String words() {
        return words;
    }
}
