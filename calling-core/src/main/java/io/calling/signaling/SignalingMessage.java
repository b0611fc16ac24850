package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.ice.Candidate;
import io.calling.ice.IceCredentials;
import io.calling.media.MediaKind;
import io.calling.srtp.SetupRole;
import io.calling.srtp.verification.SasNonce;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What two agents tell each other about one call. */
public sealed interface SignalingMessage {
    /** No side renews its transport more often in one call. */
    int MAX_GENERATION = 1_000;

    private static void checkGeneration(int generation, int minimum) {
        if (generation < minimum || generation > MAX_GENERATION) {
            throw new IllegalArgumentException("generation: at most " + MAX_GENERATION);
        }
    }

    /**
     * The caller asks for a call.
     *
     * @param lifetime how long the caller waits, counted from the beginning of the call; 1 ms to 10
     *     minutes
     * @param session how to reach the caller
     */
    record Invite(Duration lifetime, SessionParameters session) implements SignalingMessage {
        /** Nobody waits longer. */
        public static final Duration MAX_LIFETIME = Duration.ofMinutes(10);

        /** Checks the lifetime. */
        public Invite {
            if (lifetime.toMillis() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0) {
                throw new IllegalArgumentException("lifetime: 1 ms to 10 minutes");
            }
            if (session.proof().nonce().isPresent()) {
                throw new IllegalArgumentException("nonce: an invite only commits to one");
            }
        }
    }

    /** A device of the callee rings. Sent only to those to whom the callee reveals presence. */
    record Ringing() implements SignalingMessage {}

    /**
     * The callee's user took the call on the sending device.
     *
     * @param session how to reach the callee
     */
    record Accept(SessionParameters session) implements SignalingMessage {
        /** Refuses an answer that answers nothing. */
        public Accept {
            if (session.setup() == SetupRole.ACTPASS) {
                throw new IllegalArgumentException("setup: an answer must choose");
            }
            if (session.proof().commitment().isPresent()) {
                throw new IllegalArgumentException("commit: an answer shows its nonce");
            }
        }
    }

    /**
     * The caller tells all devices of the callee which of them has the call. Acknowledges that
     * device's accept, and stops the others from ringing.
     *
     * @param by the device whose accept came first
     */
    record Answered(PartyId by) implements SignalingMessage {}

    /**
     * The caller shows the nonce that its invite had committed to, to the device that has the call:
     * from now on both sides know the string that people compare.
     *
     * @param nonce it
     */
    record Reveal(SasNonce nonce) implements SignalingMessage {}

    /** The callee's user declined. Sent only to those to whom the callee reveals presence. */
    record Decline() implements SignalingMessage {}

    /** The callee is in another call. Sent only to those to whom the callee reveals presence. */
    record Busy() implements SignalingMessage {}

    /**
     * More candidates of the sender.
     *
     * @param generation of the transport that they belong to; 0 is that of invite and accept
     * @param candidates at most {@value SessionParameters#MAX_CANDIDATES}
     * @param last whether there will be no more (RFC 8838, 14)
     */
    record Candidates(int generation, List<Candidate> candidates, boolean last)
            implements SignalingMessage {
        /** Copies and bounds the list. */
        public Candidates {
            candidates = List.copyOf(candidates);
            if (candidates.size() > SessionParameters.MAX_CANDIDATES) {
                throw new IllegalArgumentException("too many candidates: " + candidates.size());
            }
            checkGeneration(generation, 0);
        }
    }

    /**
     * The sender has lost the path and opened a new transport. The keys stay.
     *
     * @param generation counts the sender's transports of this call; 1 to {@value #MAX_GENERATION}
     * @param ice user fragment and password of the new one
     * @param candidates of the new one, those known so far
     */
    record Renew(int generation, IceCredentials ice, List<Candidate> candidates)
            implements SignalingMessage {
        /** Copies and bounds the list. */
        public Renew {
            candidates = List.copyOf(candidates);
            if (candidates.size() > SessionParameters.MAX_CANDIDATES) {
                throw new IllegalArgumentException("too many candidates: " + candidates.size());
            }
            checkGeneration(generation, 1);
        }
    }

    /**
     * The sender's user put the call on hold, or took it up again.
     *
     * @param on whether it is held now
     */
    record Hold(boolean on) implements SignalingMessage {}

    /**
     * The sender's user muted something, or no longer does. What is sent in its place does not show
     * it.
     *
     * @param kinds all that is muted now
     */
    record Mute(Set<MediaKind> kinds) implements SignalingMessage {
        /** Copies the set. */
        public Mute {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * What two users say about video in a call that both have accepted. It flows only while both
     * have said yes in the same round; each time that somebody asks anew is a round of its own, and
     * whatever is said about an earlier one means nothing any more. Round 0 is that of the invite
     * and the accept.
     */
    sealed interface Video extends SignalingMessage {
        /** Nobody asks more often in one call. */
        int MAX_ROUND = 1_000;

        /** Which time that somebody asks, 0 to {@value #MAX_ROUND}. */
        int round();

        private static void check(int round, int minimum) {
            if (round < minimum || round > MAX_ROUND) {
                throw new IllegalArgumentException("round: at most " + MAX_ROUND);
            }
        }
    }

    /**
     * The sender's user asks for video.
     *
     * @param round higher than that of all that was said before; 1 to {@value Video#MAX_ROUND}
     * @param video how the sender would send it, and what it takes
     */
    record VideoRequest(int round, VideoParameters video) implements Video {
        /** Checks the number. */
        public VideoRequest {
            Video.check(round, 1);
        }
    }

    /**
     * The sender's user agrees to video.
     *
     * @param round of the request
     * @param video how the sender sends it, and what it takes
     */
    record VideoAccept(int round, VideoParameters video) implements Video {
        /** Checks the number. */
        public VideoAccept {
            Video.check(round, 1);
        }
    }

    /**
     * The sender's user does not agree to video. Where a rule of theirs does not, nothing is said:
     * a rule answers at once, and would show by that.
     *
     * @param round of the request
     */
    record VideoDecline(int round) implements Video {
        /** Checks the number. */
        public VideoDecline {
            Video.check(round, 1);
        }
    }

    /**
     * The sender's user stops the video, or asks for it no longer.
     *
     * @param round of the request, or 0 for the video that the call began with
     */
    record VideoStop(int round) implements Video {
        /** Checks the number. */
        public VideoStop {
            Video.check(round, 0);
        }
    }

    /**
     * The sender wants the call more private than before. A wider wish is not understood.
     *
     * @param privacy the new wish
     */
    record PrivacyChange(PrivacyMode privacy) implements SignalingMessage {}

    /**
     * The sender has ended the call, or no longer waits for it.
     *
     * @param cause why, as far as it tells
     */
    record HangUp(Cause cause) implements SignalingMessage {
        /** Why a side ended a call. */
        public enum Cause {
            /** Its user hung up. */
            USER("user"),
            /** Its user waited long enough for an answer. */
            UNANSWERED("unanswered"),
            /** It found no path, or lost it. */
            NO_PATH("no-path"),
            /** The encryption could not be set up, or was not the announced one. */
            SECURITY("security");

            private final String token;

            Cause(String token) {
                this.token = token;
            }

            String token() {
                return token;
            }
        }
    }
}
