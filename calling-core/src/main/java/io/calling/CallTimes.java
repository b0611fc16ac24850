package io.calling;

import java.time.Duration;

/**
 * How long a call waits.
 *
 * @param ring for an answer, from the beginning
 * @param connect from the accept until media is protected
 * @param reconnect from the peer's last word until it is heard again, on whatever path
 * @param video for an answer to a request for video
 * @param firstRepeat until a message that had no effect is sent again; doubled each time
 */
record CallTimes(
        Duration ring, Duration connect, Duration reconnect, Duration video, Duration firstRepeat) {
    /** What is right for people, and for channels that deliver within a second. */
    static final CallTimes DEFAULT =
            new CallTimes(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(2));

    /** The same for a callee, who does not ring longer than the caller waits. */
    CallTimes ringingAtMost(Duration lifetime, long ageMillis) {
        return ringingAtMost(lifetime.minusMillis(ageMillis));
    }

    /** The same, ringing no longer than this. */
    CallTimes ringingAtMost(Duration most) {
        return withRing(ring.compareTo(most) < 0 ? ring : most);
    }

    CallTimes withRing(Duration value) {
        return new CallTimes(value, connect, reconnect, video, firstRepeat);
    }
}
