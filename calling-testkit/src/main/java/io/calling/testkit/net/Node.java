package io.calling.testkit.net;

/** Something with a link: a host, or a NAT. */
interface Node {
    /** A packet has come over the node's link, on the loop. */
    void arrive(Packet packet, VirtualLink link);

    /** The node's name, for people. */
    String name();
}
