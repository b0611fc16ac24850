package io.calling.rtp.payload;

/** Puts the payloads of one frame together again. Keeps nothing between calls. */
public interface Depacketizer {
    /** What {@link #append} returns for bytes that are no payload, or more than there is room. */
    int REFUSED = -1;

    /** Whether a frame may begin with this payload. */
    boolean startsFrame(byte[] payload, int offset, int length);

    /**
     * Adds the next payload of a frame, all of whose payloads before were added.
     *
     * @param at how much of the frame there is already
     * @return how much there is now, or {@link #REFUSED}
     */
    int append(byte[] payload, int offset, int length, byte[] frame, int at);

    /** Whether a decoder can begin with this frame. */
    boolean isKeyFrame(byte[] frame, int length);

    /**
     * Whether a key frame begins with this payload, as far as a first payload alone shows it: a
     * sender may let its packets go first.
     */
    boolean startsKeyFrame(byte[] payload, int offset, int length);
}
