package io.calling;

import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import io.calling.signaling.PartyId;
import io.calling.signaling.VideoParameters;
import java.util.Optional;
import java.util.Set;

/**
 * What is fixed on our side when a call begins.
 *
 * @param outgoing whether our user placed it
 * @param self our device, in this call
 * @param privacy how private our side wants it
 * @param revealPresence whether the caller may learn that it rings or was declined; false in an
 *     outgoing call
 * @param times how long to wait
 * @param media the kinds that the call may have, as the policy says
 * @param video what our user has brought for the beginning of the call, if anything
 */
record CallTerms(
        boolean outgoing,
        PartyId self,
        PrivacyMode privacy,
        boolean revealPresence,
        CallTimes times,
        Set<MediaKind> media,
        Optional<VideoParameters> video) {
    /** Copies the set. */
    CallTerms {
        media = Set.copyOf(media);
    }

    /** Before the policy has been heard: sound only. */
    CallTerms(
            boolean outgoing,
            PartyId self,
            PrivacyMode privacy,
            boolean revealPresence,
            CallTimes times) {
        this(
                outgoing,
                self,
                privacy,
                revealPresence,
                times,
                Set.of(MediaKind.AUDIO),
                Optional.empty());
    }

    boolean mayHaveVideo() {
        return media.contains(MediaKind.VIDEO);
    }

    /** What to announce at the beginning: no rule forbids it, and our user wants it. */
    Optional<VideoParameters> wantedVideo() {
        return mayHaveVideo() ? video : Optional.empty();
    }

    /** The same call, as the one that the peer placed. */
    CallTerms adopted() {
        return new CallTerms(false, self, privacy, false, times, media, video);
    }

    /** The same, more private. */
    CallTerms tightened(PrivacyMode wish) {
        return new CallTerms(
                outgoing, self, privacy.narrowest(wish), revealPresence, times, media, video);
    }

    /** The same, with other video of our user's, or none. */
    CallTerms withVideo(Optional<VideoParameters> brought) {
        return new CallTerms(outgoing, self, privacy, revealPresence, times, media, brought);
    }

    /** What is fixed once the policy has decided. */
    CallTerms after(CallInput.Decided decided) {
        boolean reveal = decided.decision() instanceof Decision.Decline;
        return decided.decision() instanceof Decision.Ring ring
                ? new CallTerms(
                        outgoing,
                        self,
                        decided.privacy(),
                        ring.revealPresence(),
                        ring.ringFor().map(times::ringingAtMost).orElse(times),
                        ring.media(),
                        video)
                : new CallTerms(outgoing, self, decided.privacy(), reveal, times, media, video);
    }
}
