package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.MediaClock;
import io.calling.rtp.SequenceNumber;
import io.calling.rtp.payload.Packetizer;

/**
 * Where the payloads of one call's pictures go: numbers and times their packets, on and on however
 * often the video ends and begins, since no number may be used twice with one key. On the loop.
 */
final class VideoOutlet implements Packetizer.Payloads {
    /** What formats of video count in (RFC 7741, 4.1; RFC 6184, 5.1). */
    static final int CLOCK_RATE = 90_000;

    private final RtpTrack track;
    private final Network network;
    private final long epochNanos;
    private final int firstTimestamp;
    private int sequence;
    private int payloadType;
    private int timestamp;

    VideoOutlet(RtpTrack track, Network network) {
        this.track = track;
        this.network = network;
        this.epochNanos = network.nanoTime();
        this.firstTimestamp = random() << 16 | random();
        // In the lower half, so that a receiver that misses the first ones sees no wrap.
        this.sequence = random() & 0x7FFF;
    }

    /** 16 bits. */
    int random() {
        byte[] random = new byte[2];
        network.randomBytes(random);
        return (random[0] & 0xFF) << 8 | random[1] & 0xFF;
    }

    /** The frame that follows. */
    void begin(VideoFormat format, long capturedNanos) {
        payloadType = VideoStream.payloadType(format);
        timestamp =
                firstTimestamp + (int) MediaClock.toTicks(capturedNanos - epochNanos, CLOCK_RATE);
    }

    @Override
    public void payload(byte[] buffer, int offset, int length, boolean last) {
        track.send(payloadType, last, sequence, timestamp, buffer, offset, length);
        sequence = SequenceNumber.next(sequence);
    }
}
