package io.calling.testkit.net;

/**
 * What one packet of a stream says.
 *
 * @param kind what it is for
 * @param number of a SYN, DATA or FIN: its place in the stream, counted in segments; of an ACK: the
 *     place that is expected next
 */
record Segment(Kind kind, long number) {
    enum Kind {
        SYN,
        SYN_ACK,
        DATA,
        FIN,
        ACK,
        RST
    }
}
