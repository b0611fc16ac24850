package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Cname;
import io.calling.rtp.MediaClock;
import io.calling.rtp.Ssrc;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an {@link AudioStream} needs to know of a call.
 *
 * @param ssrc names our packets
 * @param remoteSsrc names the peer's packets; without it the first SSRC heard is taken
 * @param payloadType of our packets and the peer's, 0 to 127
 * @param cname names this call in our reports
 * @param clockRate timestamps per second; 48,000 for Opus
 * @param frame length of one frame that is sent, one packet in each; the peer's may have another
 * @param keysPayloadType of the packets that report pressed keys, by the same clock (RFC 4733,
 *     2.1); without one none are sent or taken
 */
public record AudioStreamConfig(
        Ssrc ssrc,
        Optional<Ssrc> remoteSsrc,
        int payloadType,
        Cname cname,
        int clockRate,
        Duration frame,
        OptionalInt keysPayloadType) {
    /** The payload type that browsers give to Opus. */
    public static final int OPUS = 111;

    /** The payload type that browsers give to telephone events by the clock of Opus. */
    public static final int KEYS = 110;

    /** Names the value that cannot be. */
    public AudioStreamConfig {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payloadType is 0 to 127, not " + payloadType);
        }
        if (clockRate < 8_000 || clockRate > 192_000) {
            throw new IllegalArgumentException("clockRate is 8000 to 192000, not " + clockRate);
        }
        checkFrame(frame);
        int keys = keysPayloadType.orElse(payloadType == 0 ? 1 : 0);
        if (keys < 0 || keys > 127 || keys == payloadType) {
            throw new IllegalArgumentException(
                    "keysPayloadType is 0 to 127 and not that of sound, not " + keys);
        }
    }

    static void checkFrame(Duration frame) {
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
                Duration.ofMillis(20),
                OptionalInt.of(KEYS));
    }

    /** The same, hearing only {@code remote}. */
    public AudioStreamConfig withRemoteSsrc(Ssrc remote) {
        return new AudioStreamConfig(
                ssrc, Optional.of(remote), payloadType, cname, clockRate, frame, keysPayloadType);
    }

    /** The same with another payload type; without keys where theirs is the same. */
    public AudioStreamConfig withPayloadType(int type) {
        boolean taken = keysPayloadType.isPresent() && keysPayloadType.getAsInt() == type;
        return new AudioStreamConfig(
                ssrc,
                remoteSsrc,
                type,
                cname,
                clockRate,
                frame,
                taken ? OptionalInt.empty() : keysPayloadType);
    }

    /** The same with frames of another length to be sent. */
    public AudioStreamConfig withFrame(Duration length) {
        return new AudioStreamConfig(
                ssrc, remoteSsrc, payloadType, cname, clockRate, length, keysPayloadType);
    }

    /** Length of one frame in ticks of the media clock. */
    int frameTicks() {
        return (int) MediaClock.toTicks(frame.toNanos(), clockRate);
    }
}
