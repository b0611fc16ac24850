package io.calling.benchmarks.hosts;

/** A host made of a network namespace. */
public enum Host {
    CALLER("192.0.2.10", "192.0.2.1"),
    CALLEE("198.51.100.20", "198.51.100.1"),
    /** Routes, relays, and carries the signaling. */
    ROUTER("203.0.113.1", "");

    /** The property that keeps apart the hosts of two benchmarks that run at the same time. */
    static final String PROPERTY = "hosts";

    private final String address;
    private final String gateway;

    Host(String address, String gateway) {
        this.address = address;
        this.gateway = gateway;
    }

    public String namespace() {
        return prefix() + '-' + name().charAt(0) + name().charAt(name().length() - 1);
    }

    static String prefix() {
        return System.getProperty(PROPERTY, "hosts");
    }

    public String address() {
        return address;
    }

    /** The router's address on this host's network. */
    public String gateway() {
        return gateway;
    }
}
