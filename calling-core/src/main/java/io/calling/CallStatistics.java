package io.calling;

import io.calling.ice.IceStatistics;
import io.calling.media.AudioStatistics;
import io.calling.media.VideoStatistics;

/**
 * Counters of one call, at one moment.
 *
 * @param transport what ICE sent, received, dropped and refused
 * @param audio what the audio stream sent, received, lost and concealed
 * @param video what the video sent, received and lost, over all the times that there was some
 * @param packetsRejected SRTP and SRTCP packets that were forged, damaged or replayed
 * @param messagesDropped signaling messages that were late, foreign, repeated or out of place
 */
public record CallStatistics(
        IceStatistics transport,
        AudioStatistics audio,
        VideoStatistics video,
        long packetsRejected,
        long messagesDropped) {}
