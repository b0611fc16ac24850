package io.calling.media;

import io.calling.ice.net.Network;
import java.util.concurrent.Executor;

/**
 * One audio stream in each direction over RTP: a source whose frames leave every 20 ms, and a sink
 * that gets the peer's frames in order, at the same pace.
 *
 * <p>The loop of the {@link Network} does the timing and the packets; sources and sinks, which code
 * and decode, run on the media executor. All methods but {@link #statistics()} are called on the
 * loop.
 */
public final class AudioStream implements AutoCloseable {
    /** Bytes that are free before and behind each packet handed to {@link PacketOutput}. */
    public static final int ROOM = 128;

    /**
     * A stream that is silent until {@link #start()}.
     *
     * @param mediaExecutor runs the source and the sink; one task of this stream at a time is
     *     handed to it
     */
    public AudioStream(
            AudioStreamConfig config,
            AudioSource source,
            AudioSink sink,
            PacketOutput out,
            Network network,
            Executor mediaExecutor) {}

    /** Starts to send and to play. Before this nothing is drawn from the source. */
    public void start() {}

    /** Takes one decrypted RTP packet; it is copied. Never throws on its bytes. */
    public void onRtp(byte[] buffer, int offset, int length) {}

    /** Takes one decrypted RTCP packet, compound or reduced in size. Never throws on its bytes. */
    public void onRtcp(byte[] buffer, int offset, int length) {}

    /**
     * Sends encoded silence of the same size and rate instead of the source's sound, or stops to.
     */
    public void mute(boolean muted) {}

    /** A snapshot, from any thread. */
    public AudioStatistics statistics() {
        return AudioStatistics.NONE;
    }

    /** Says BYE, stops, and closes source and sink on the media executor. Idempotent. */
    @Override
    public void close() {}

    /** Takes our packets, plain, to encrypt and send them. Called on the loop. */
    public interface PacketOutput {
        /** One RTP packet, with {@link AudioStream#ROOM} bytes to either side; taken in place. */
        void rtp(byte[] buffer, int offset, int length);

        /** One RTCP packet, likewise. */
        void rtcp(byte[] buffer, int offset, int length);
    }
}
