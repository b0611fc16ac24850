package io.calling.audio;

import java.io.IOException;

/** A microphone or loudspeaker cannot be used; the message says why in one sentence. */
public final class AudioDeviceException extends IOException {
    /** What is wrong with it. */
    public enum Problem {
        /** There is none. */
        ABSENT,
        /** It is there, but not with 16-bit audio of 48 kHz. */
        UNSUPPORTED,
        /** Another program has it, or it is not allowed. */
        UNAVAILABLE
    }

    private final Problem problem;

    AudioDeviceException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
