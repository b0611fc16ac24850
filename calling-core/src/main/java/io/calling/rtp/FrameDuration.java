package io.calling.rtp;

/** Says how long the audio in a packet lasts, from its first bytes. */
@FunctionalInterface
public interface FrameDuration {
    /** In ticks of the media clock; never throws, and is positive whatever the bytes. */
    int ticks(byte[] payload, int offset, int length);
}
