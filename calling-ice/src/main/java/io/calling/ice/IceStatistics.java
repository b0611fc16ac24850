package io.calling.ice;

/**
 * Counters of one transport, at one moment.
 *
 * @param datagramsSent to the selected pair
 * @param datagramsReceived from the validated pair
 * @param checksRejected STUN messages without or with a wrong MESSAGE-INTEGRITY
 * @param foreignDropped datagrams from anywhere but the validated pair
 * @param candidatesRefused candidates of the peer that were dropped
 * @param egressRefused datagrams of ours that the guard refused
 */
public record IceStatistics(
        long datagramsSent,
        long datagramsReceived,
        long checksRejected,
        long foreignDropped,
        long candidatesRefused,
        long egressRefused) {}
