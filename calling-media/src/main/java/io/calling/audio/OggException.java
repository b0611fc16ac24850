package io.calling.audio;

import java.io.IOException;

/** A file is no Ogg file of Opus that can be read here; the message says why in one sentence. */
public final class OggException extends IOException {
    /** What is wrong with it. */
    public enum Problem {
        /** It doesn't begin as an Ogg file of Opus does. */
        NOT_OPUS,
        /** It holds more than one stream of up to two channels, or Opus of another version. */
        UNSUPPORTED,
        /** A page is damaged, or missing. */
        DAMAGED,
        /** It is larger, or longer, than what is sensible to hold in memory. */
        TOO_LARGE
    }

    private final Problem problem;

    OggException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
