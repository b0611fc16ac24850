package io.calling.audio;

import java.io.IOException;

/** A file is no WAV file that can be read here; the message says why in one sentence. */
public final class WavException extends IOException {
    /** What is wrong with it. */
    public enum Problem {
        /** It doesn't begin as a WAV file does. */
        NOT_WAV,
        /** It holds audio in a form other than 16-bit PCM, mono or stereo, 8 to 48 kHz. */
        UNSUPPORTED,
        /** It ends before its audio does. */
        TRUNCATED,
        /** It is larger than what is sensible to hold in memory. */
        TOO_LARGE
    }

    private final Problem problem;

    WavException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
