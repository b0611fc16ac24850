package io.calling.ice.exposure;

/** What kind of thing was disclosed. */
public enum Subject {
    /** An address of an interface of this host. */
    LOCAL_ADDRESS("your address", true),
    /** Our address as a relay or STUN server sees it, behind address translation. */
    MAPPED_ADDRESS("your public address", true),
    /** An address that a relay gave us; it says where the relay is, not where we are. */
    RELAYED_ADDRESS("an address of your relay", false),
    /** The address of a relay that we use. */
    RELAY_SERVER("which relay you use", false),
    /** The host name of a relay that we use. */
    RELAY_NAME("the name of your relay", false),
    /** The host name of a STUN server that we ask, in direct mode. */
    STUN_NAME("the name of your STUN server", false),
    /** The address at which we reach the peer. */
    PEER_ADDRESS("the address at which you reach the peer", false);

    private final String words;
    private final boolean yours;

    Subject(String words, boolean yours) {
        this.words = words;
        this.yours = yours;
    }

    /** The kind in words. */
    public String words() {
        return words;
    }

    /** Whether it locates this host. */
    public boolean locatesYou() {
        return yours;
    }
}
