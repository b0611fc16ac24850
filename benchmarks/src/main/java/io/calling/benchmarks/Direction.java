package io.calling.benchmarks;

/** What is done to a packet. */
enum Direction {
    PROTECT,
    UNPROTECT
}
