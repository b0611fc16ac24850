package io.calling.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What an {@link AudioStream} has counted so far.
 *
 * @param packetsSent RTP packets
 * @param bytesSent payload bytes in them
 * @param packetsReceived RTP packets of the peer's stream, duplicates included
 * @param bytesReceived payload bytes in them
 * @param packetsLost expected but not received (RFC 3550, A.3); negative where duplicates outnumber
 *     losses
 * @param packetsDiscarded received, but too late or twice
 * @param framesPlayed frames that reached the sink
 * @param framesConcealed frames that did not come in time, so that the sink had to make them up, or
 *     to take them from the copy in the packet behind them
 * @param jitter variation of the arrival times (RFC 3550, A.8)
 * @param bufferDelay how long frames now wait in the jitter buffer
 * @param remotePacketsLost what the peer says it lost of ours
 * @param roundTripTime from the peer's latest report; empty until there was one
 */
public record AudioStatistics(
        long packetsSent,
        long bytesSent,
        long packetsReceived,
        long bytesReceived,
        long packetsLost,
        long packetsDiscarded,
        long framesPlayed,
        long framesConcealed,
        Duration jitter,
        Duration bufferDelay,
        long remotePacketsLost,
        Optional<Duration> roundTripTime) {
    /** Nothing sent, nothing received. */
    public static final AudioStatistics NONE =
            new AudioStatistics(
                    0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, Optional.empty());
}
