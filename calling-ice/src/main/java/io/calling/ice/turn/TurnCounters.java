package io.calling.ice.turn;

/** What a client counts. Owned by the loop. */
final class TurnCounters {
    /** Requests sent, repetitions included. */
    long requests;

    /** Packets that are neither STUN nor ChannelData, or are cut short. */
    long malformed;

    /** Answers to nothing that was asked, and other messages that a client has no use for. */
    long unsolicited;

    /** Answers that do not prove that their sender knows the credentials. */
    long unproven;

    /** Datagrams of peers that were not permitted, or on channels that were not bound. */
    long foreign;

    /** Datagrams of ours that were dropped: too many waited, or the relay refused the peer. */
    long dropped;
}
