package io.calling.benchmarks.setup;

/** A host made of a network namespace. */
enum Host {
    CALLER("192.0.2.10", "192.0.2.1"),
    CALLEE("198.51.100.20", "198.51.100.1"),
    /** Routes, relays, and carries the signaling. */
    ROUTER("203.0.113.1", "");

    private final String address;
    private final String gateway;

    Host(String address, String gateway) {
        this.address = address;
        this.gateway = gateway;
    }

    String namespace() {
        return "setup-" + name().charAt(0) + name().charAt(name().length() - 1);
    }

    String address() {
        return address;
    }

    /** The router's address on this host's network. */
    String gateway() {
        return gateway;
    }
}
