package io.calling.examples.hosts;

/** The three hosts. */
public enum Host {
    /** The caller's. */
    ALICE(ThreeHosts.ALICES_HOST_NAME),
    /** The callee's. */
    BOB(ThreeHosts.BOBS_HOST_NAME),
    /** Routes, relays, carries the signaling. */
    ROUTER("router");

    private final String hostName;

    Host(String hostName) {
        this.hostName = hostName;
    }

    String hostName() {
        return hostName;
    }
}
