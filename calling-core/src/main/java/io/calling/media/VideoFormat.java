package io.calling.media;

/** In what a picture is encoded. Calling carries frames; the application encodes and decodes. */
public enum VideoFormat {
    /** RFC 6386; one frame of one spatial layer at a time. */
    VP8,
    /** ITU-T H.264; an access unit in Annex B form at a time, with start codes. */
    H264
}
