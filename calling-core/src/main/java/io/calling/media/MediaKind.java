package io.calling.media;

/** What a track carries. */
public enum MediaKind {
    /** Speech and sound. */
    AUDIO,
    /** A camera. */
    VIDEO
}
