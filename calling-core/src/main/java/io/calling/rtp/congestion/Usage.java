package io.calling.rtp.congestion;

/** How the bottleneck on the path is used, as far as the delay tells. */
enum Usage {
    /** Its queue empties. */
    UNDER,
    /** Its queue stays as it is. */
    NORMAL,
    /** Its queue grows. */
    OVER
}
