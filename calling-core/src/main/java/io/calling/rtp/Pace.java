package io.calling.rtp;

/** How fast a frame should be played, so that the delay becomes what the network needs. */
public enum Pace {
    /** The delay is too high: leave something out, where nobody hears it. */
    FASTER,
    /** As it was recorded. */
    STEADY,
    /** The delay is too low: draw something out, where nobody hears it. */
    SLOWER
}
