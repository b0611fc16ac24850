package io.calling.media;

/**
 * What the video of one call has counted so far, over all the times that there was some.
 *
 * @param track packets, and what was lost, asked for and sent again
 * @param framesSent frames that left
 * @param framesShown frames that reached the sink and could be decoded
 * @param framesLeftOut whole frames that did not, since no decoder could have used them or the sink
 *     fell behind
 * @param keyFramesShown key frames among those that were shown
 * @param freezes how evenly they were shown
 */
public record VideoStatistics(
        TrackStatistics track,
        long framesSent,
        long framesShown,
        long framesLeftOut,
        long keyFramesShown,
        FreezeStatistics freezes) {
    /** Nothing sent, nothing received. */
    public static final VideoStatistics NONE =
            new VideoStatistics(
                    new TrackStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0),
                    0,
                    0,
                    0,
                    0,
                    FreezeStatistics.NONE);
}
