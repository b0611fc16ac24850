package io.calling;

import io.calling.media.MediaKind;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import java.util.Set;

/**
 * What is known of a call once both users want it.
 *
 * @param consent our user's
 * @param peer the device at the other end
 * @param theirPrivacy how private their side wants the call
 * @param generation which path is in use or being set up: 0 is the first, each renewal counts up
 * @param hold who has put the call on hold
 * @param mutes what is muted
 * @param video how far both have agreed on it
 */
record Conversation(
        Consent consent,
        PartyId peer,
        PrivacyMode theirPrivacy,
        int generation,
        Hold hold,
        Mutes mutes,
        VideoAgreement video) {
    /** Paths are not renewed more often in one call. */
    static final int MAX_GENERATION = 30;

    static Conversation begin(Consent consent, PartyId peer, PrivacyMode theirPrivacy) {
        return new Conversation(
                consent, peer, theirPrivacy, 0, Hold.NONE, Mutes.NONE, VideoAgreement.NONE);
    }

    /** As the peer's invite, or its accept, and our terms have it. */
    static Conversation begin(
            Consent consent, PartyId peer, SessionParameters theirs, CallTerms terms) {
        return begin(consent, peer, theirs.privacy()).withVideo(VideoTalk.first(theirs, terms));
    }

    /** What the application is told while media can flow. */
    CallState state() {
        return hold.any()
                ? new CallState.OnHold(hold.byUs(), hold.byThem())
                : new CallState.Active();
    }

    Conversation withTheirPrivacy(PrivacyMode privacy) {
        return new Conversation(consent, peer, privacy, generation, hold, mutes, video);
    }

    Conversation withGeneration(int next) {
        return new Conversation(consent, peer, theirPrivacy, next, hold, mutes, video);
    }

    Conversation withHold(Hold next) {
        return new Conversation(consent, peer, theirPrivacy, generation, next, mutes, video);
    }

    Conversation withMutes(Mutes next) {
        return new Conversation(consent, peer, theirPrivacy, generation, hold, next, video);
    }

    Conversation withVideo(VideoAgreement next) {
        return new Conversation(consent, peer, theirPrivacy, generation, hold, mutes, next);
    }

    /**
     * Who has put the call on hold.
     *
     * @param byUs whether our user has
     * @param byThem whether the peer's has
     * @param theirSequence of the message that said so; older ones that come later mean nothing
     */
    record Hold(boolean byUs, boolean byThem, int theirSequence) {
        static final Hold NONE = new Hold(false, false, -1);

        boolean any() {
            return byUs || byThem;
        }

        Hold byUs(boolean on) {
            return new Hold(on, byThem, theirSequence);
        }

        Hold byThem(boolean on, int sequence) {
            return new Hold(byUs, on, sequence);
        }
    }

    /**
     * What is muted; the media itself does not show it.
     *
     * @param ours what our user has muted, as the peer was told
     * @param theirs what the peer's user has
     * @param theirSequence of the message that said so; older ones that come later mean nothing
     */
    record Mutes(Set<MediaKind> ours, Set<MediaKind> theirs, int theirSequence) {
        static final Mutes NONE = new Mutes(Set.of(), Set.of(), -1);

        Mutes ours(Set<MediaKind> kinds) {
            return new Mutes(kinds, theirs, theirSequence);
        }

        Mutes theirs(Set<MediaKind> kinds, int sequence) {
            return new Mutes(ours, kinds, sequence);
        }
    }
}
