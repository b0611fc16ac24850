package io.calling.examples.wire;

/** Which way a packet went, as its recorder sees it. */
public enum Direction {
    /** Left one of the recorded party's sockets. */
    SENT,
    /** Arrived at one of the recorded party's sockets. */
    RECEIVED
}
