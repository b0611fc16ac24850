package io.calling.ice.exposure;

/** When, in the life of a transport, something was disclosed. */
public enum Phase {
    /** Before anything is sent towards the peer. */
    GATHERING("gathering"),
    /** While pairs are checked. */
    CHECKING("connecting"),
    /** While a pair is in use. */
    CONNECTED("connected"),
    /** While a new path is sought and the old one may still be in use. */
    RESTARTING("changing the path");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** The phase in words, after "while". */
    public String words() {
        return words;
    }
}
