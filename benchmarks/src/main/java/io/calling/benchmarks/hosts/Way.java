package io.calling.benchmarks.hosts;

/** One direction of a link between a party's host and the router, in the order of link.c. */
public enum Way {
    /** From the caller. */
    CALLER_UP,
    /** To the caller. */
    CALLER_DOWN,
    /** From the callee. */
    CALLEE_UP,
    /** To the callee. */
    CALLEE_DOWN
}
