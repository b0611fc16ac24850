package io.calling.media;

/** Takes the packets of tracks, and takes some of them twice. Called on the loop. */
public interface TrackOutput extends AudioStream.PacketOutput {
    /**
     * One RTP packet, encrypted in place and sent; the buffer then holds what was sent, to be kept
     * for {@link #repeat}. No packet is encrypted twice, since that would use its nonce twice.
     *
     * @return the length of what was sent; 0 if nothing was
     */
    int rtpOnce(byte[] buffer, int offset, int length);

    /** Sends once more, byte for byte, what {@link #rtpOnce} left in its buffer. */
    void repeat(byte[] buffer, int offset, int length);
}
