package io.calling.audio;

import java.util.concurrent.CompletionStage;

/**
 * Asks a person whether a call may be recorded, before a {@link Recorder} opens its file. In many
 * places the law wants everybody's consent, in most it wants them told; what holds where the
 * application runs is for the application to know.
 */
@FunctionalInterface
public interface RecordingConsent {
    /**
     * Asks. Called once for each recording that is to begin, on the thread that begins it; a dialog
     * answers later. An answer that fails is a no.
     */
    CompletionStage<Answer> ask(Voice voice);

    /** Who would be recorded. */
    enum Voice {
        /** Our user. */
        OURS,
        /** The peer. */
        THEIRS
    }

    /** What came of it. */
    enum Answer {
        /** It is not recorded. */
        NO,
        /** It is recorded, and the peer does not know. */
        YES_WITHOUT_TELLING,
        /** It is recorded, and the peer was told: by the application, which has the channel. */
        YES_AND_TOLD;

        /** Whether to record. */
        public boolean isYes() {
            return this != NO;
        }
    }
}
