package io.calling.ice;

import java.time.Duration;
import java.util.Optional;

/**
 * Counters of one transport, at one moment.
 *
 * @param datagramsSent to the selected pair
 * @param datagramsReceived from the validated pair
 * @param bytesSent in those datagrams, without what TURN, UDP and IP add
 * @param bytesReceived likewise
 * @param pathChanges how often a pair was selected, the first one included
 * @param consentRequestsSent questions whether the peer still wants our datagrams, on the pair in
 *     use (RFC 7675)
 * @param consentResponsesReceived answers to them, authentic ones
 * @param roundTripTime of the latest such question and its answer; empty until there was one
 * @param totalRoundTripTime of all of them
 * @param checksRejected STUN messages without or with a wrong MESSAGE-INTEGRITY
 * @param foreignDropped datagrams from anywhere but the validated pair
 * @param candidatesRefused candidates of the peer that were dropped
 * @param egressRefused datagrams of ours that the guard refused
 */
public record IceStatistics(
        long datagramsSent,
        long datagramsReceived,
        long bytesSent,
        long bytesReceived,
        long pathChanges,
        long consentRequestsSent,
        long consentResponsesReceived,
        Optional<Duration> roundTripTime,
        Duration totalRoundTripTime,
        long checksRejected,
        long foreignDropped,
        long candidatesRefused,
        long egressRefused) {
    /** Of a transport that has done nothing. */
    public static final IceStatistics NONE =
            new IceStatistics(0, 0, 0, 0, 0, 0, 0, Optional.empty(), Duration.ZERO, 0, 0, 0, 0);

    /**
     * The sum of these and those that were counted later, whose latest round trip is the latest.
     */
    public IceStatistics plus(IceStatistics later) {
        return new IceStatistics(
                datagramsSent + later.datagramsSent,
                datagramsReceived + later.datagramsReceived,
                bytesSent + later.bytesSent,
                bytesReceived + later.bytesReceived,
                pathChanges + later.pathChanges,
                consentRequestsSent + later.consentRequestsSent,
                consentResponsesReceived + later.consentResponsesReceived,
                later.roundTripTime.or(() -> roundTripTime),
                totalRoundTripTime.plus(later.totalRoundTripTime),
                checksRejected + later.checksRejected,
                foreignDropped + later.foreignDropped,
                candidatesRefused + later.candidatesRefused,
                egressRefused + later.egressRefused);
    }
}
