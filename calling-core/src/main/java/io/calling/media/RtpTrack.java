package io.calling.media;

/**
 * One section of a session, for applications that forward, mix or record packets rather than play
 * them: packets of one source in, packets of one source out. Everything runs on the network's loop.
 */
public interface RtpTrack {
    /** Audio or video. */
    MediaKind kind();

    /** What was negotiated. */
    TrackConfig config();

    /** Says who takes the packets. One listener; a later one takes its place. */
    void onPackets(Listener listener);

    /**
     * Sends one packet, under our own SSRC: sound at once, pictures as soon as what may be sent on
     * the path allows it, which is a part of a frame's time where they keep to {@link
     * Listener#onTargetBitrate}, and a second or so at worst. A sequence number that was used
     * already, or that is older than what is remembered, is refused: to encrypt another packet
     * under it would betray both.
     *
     * @return whether it is sent, now or soon
     */
    boolean send(
            int payloadType,
            boolean marker,
            int sequenceNumber,
            int timestamp,
            byte[] buffer,
            int offset,
            int length);

    /**
     * Asks the peer for a key frame; does nothing for sound. Requests are spaced by half a second
     * at least, and by more and more, up to four seconds, while no key frame comes.
     */
    void requestKeyFrame();

    /** A snapshot of the counters; from any thread. */
    TrackStatistics statistics();

    /** Takes what comes. */
    interface Listener {
        /**
         * One packet, in the order of arrival; retransmissions look like the packets that they
         * repair. The payload is {@code length} bytes from {@code offset}, and only valid during
         * the call.
         */
        void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length);

        /**
         * The peer wants a key frame of what we send: told twice a second at most, in the long run.
         */
        void onKeyFrameRequest();

        /**
         * How much may be sent on the track from now on, with RTP headers, as far as the peer's
         * feedback shows what the path carries: 300 kbit/s to begin with, and told anew whenever it
         * changes by a few percent. Tracks of sound are told what all tracks together may send,
         * tracks of video their share of what the sound leaves of it; 0 where it leaves nothing.
         */
        default void onTargetBitrate(long bitsPerSecond) {
            // Applications that forward packets can't change their rate.
        }

        /**
         * The peer has reported what it received of what we send, for an encoder to provide for
         * losses. {@link AudioStream#over} does so by itself.
         */
        default void onReceptionReport(ReceptionReport report) {
            // Applications that forward packets can't provide for losses.
        }

        /**
         * The session has ended, or goes on without this track: nothing comes and nothing leaves
         * any more. Told once, to the listener that there is, and to a later one at once: the place
         * to let go of a microphone or a camera. {@link AudioStream#over} does so by itself.
         */
        default void onEnd() {
            // Where nothing was opened for the track, nothing is to be closed.
        }
    }
}
