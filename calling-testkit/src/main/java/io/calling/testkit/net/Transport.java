package io.calling.testkit.net;

/** What carries a packet. */
public enum Transport {
    /** A datagram. */
    UDP(8),
    /** A segment of a stream. */
    TCP(20);

    private final int headerBytes;

    Transport(int headerBytes) {
        this.headerBytes = headerBytes;
    }

    int headerBytes() {
        return headerBytes;
    }
}
