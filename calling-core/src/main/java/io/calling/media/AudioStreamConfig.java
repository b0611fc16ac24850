package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Cname;
import io.calling.rtp.MediaClock;
import io.calling.rtp.Ssrc;
import java.time.Duration;
import java.util.Optional;

/**
 * What an {@link AudioStream} needs to know of a call.
 *
 * @param ssrc names our packets
 * @param remoteSsrc names the peer's packets; without it the first SSRC heard is taken
 * @param payloadType of our packets and the peer's, 0 to 127
 * @param cname names this call in our reports
 * @param clockRate timestamps per second; 48,000 for Opus
 * @param frame length of one frame; one packet leaves in each
 */
public record AudioStreamConfig(
        Ssrc ssrc,
        Optional<Ssrc> remoteSsrc,
        int payloadType,
        Cname cname,
        int clockRate,
        Duration frame) {
    /** The payload type that browsers give to Opus. */
    public static final int OPUS = 111;

    /** Names the value that cannot be. */
    public AudioStreamConfig {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payloadType is 0 to 127, not " + payloadType);
        }
        if (clockRate < 8_000 || clockRate > 192_000) {
            throw new IllegalArgumentException("clockRate is 8000 to 192000, not " + clockRate);
        }
        if (frame.toMillis() < 5 || frame.toMillis() > 120) {
            throw new IllegalArgumentException("frame is 5 to 120 ms, not " + frame);
        }
    }

    /** Opus in frames of 20 ms, with a random SSRC and CNAME: what each call starts from. */
    public static AudioStreamConfig opus(Network network) {
        return new AudioStreamConfig(
                Ssrc.random(network),
                Optional.empty(),
                OPUS,
                Cname.random(network),
                48_000,
                Duration.ofMillis(20));
    }

    /** The same, hearing only {@code remote}. */
    public AudioStreamConfig withRemoteSsrc(Ssrc remote) {
        return new AudioStreamConfig(
                ssrc, Optional.of(remote), payloadType, cname, clockRate, frame);
    }

    /** The same with another payload type. */
    public AudioStreamConfig withPayloadType(int type) {
        return new AudioStreamConfig(ssrc, remoteSsrc, type, cname, clockRate, frame);
    }

    /** Length of one frame in ticks of the media clock. */
    int frameTicks() {
        return (int) MediaClock.toTicks(frame.toNanos(), clockRate);
    }
}
