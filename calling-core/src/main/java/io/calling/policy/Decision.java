package io.calling.policy;

import io.calling.PrivacyMode;
import io.calling.media.MediaKind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a policy decided about a call, and the rule that decided, for our user only. */
public sealed interface Decision {
    /** The rule in words, never told to the caller. */
    String rule();

    /**
     * The call rings; an outgoing one may be placed.
     *
     * @param rule the rule in words
     * @param media the kinds that the call may have
     * @param revealPresence whether the caller may learn that it rings, or that it was declined;
     *     false in an outgoing call
     * @param widestPrivacy no path wider than this
     * @param ringFor how long it rings at most, if the policy says so
     */
    record Ring(
            String rule,
            Set<MediaKind> media,
            boolean revealPresence,
            PrivacyMode widestPrivacy,
            Optional<Duration> ringFor)
            implements Decision {
        /** Copies the set. */
        public Ring {
            media = Set.copyOf(media);
        }
    }

    /**
     * Nothing happens: the caller sees an unanswered call.
     *
     * @param rule the rule in words
     */
    record Silence(String rule) implements Decision {}

    /**
     * The caller is told at once that the call was declined. Only ever decided about callers to
     * whom a rule reveals presence, and about our user's own calls, which are then not placed.
     *
     * @param rule the rule in words
     * @param reason what the caller is told
     */
    record Decline(String rule, Reason reason) implements Decision {
        /** What a caller to whom presence is revealed is told. */
        public enum Reason {
            /** The user does not take the call. */
            DECLINED,
            /** The user is in another call. */
            BUSY
        }
    }
}
