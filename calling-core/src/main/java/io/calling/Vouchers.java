package io.calling;

import io.calling.signaling.PartyId;
import io.calling.signaling.Proof;
import io.calling.signaling.SessionParameters;
import io.calling.srtp.verification.CallBinding;
import io.calling.srtp.verification.CallParties;
import io.calling.srtp.verification.IdentityCheck;
import io.calling.srtp.verification.IdentityPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What identity keys vouch for in one call: makes our signature and checks the peer's. Each side
 * builds what has to be signed from what it knows itself. Pure.
 *
 * @param identities ours; without them nothing is signed and nothing is checked
 * @param peer the other party, as the channel names it
 * @param callId the call
 */
record Vouchers(@Nullable Identities identities, PeerId peer, String callId) {
    /** How long an accept is good for, which is repeated until it is heard. */
    private static final Duration ACCEPT_GOOD_FOR = Duration.ofMinutes(2);

    /** A signature, and what was signed. */
    record Signed(CallBinding binding, Proof.Vouching vouching) {
        byte[] hash() {
            return binding.identityHash(vouching.signature());
        }
    }

    /** Ours, for an invite. */
    Optional<Signed> invite(
            PartyId self, SessionParameters invite, Instant now, Duration lifetime) {
        return sign(
                invite.privacy(),
                now.plus(lifetime),
                by -> new Bound(true, self, invite).invite(by));
    }

    /** Ours, for an accept. */
    Optional<Signed> accept(
            PartyId caller,
            SessionParameters invite,
            PartyId self,
            SessionParameters accept,
            Instant now) {
        return sign(
                accept.privacy(),
                now.plus(ACCEPT_GOOD_FOR),
                by -> new Bound(false, caller, invite).accept(self, accept, by));
    }

    private Optional<Signed> sign(
            PrivacyMode privacy, Instant expires, Function<Terms, CallBinding> binding) {
        return Optional.ofNullable(identities)
                .map(
                        ours -> {
                            CallBinding bound = binding.apply(new Terms(privacy, expires));
                            return new Signed(
                                    bound,
                                    new Proof.Vouching(
                                            ours.key().sign(bound), bound.expires(), privacy));
                        });
    }

    /** The peer's, of an invite. */
    Optional<Signed> invited(PartyId caller, SessionParameters invite) {
        return signed(invite, by -> new Bound(false, caller, invite).invite(by));
    }

    /** The peer's, of an accept of the invite that was ours. */
    Optional<Signed> accepted(
            PartyId self, SessionParameters invite, PartyId callee, SessionParameters accept) {
        return signed(accept, by -> new Bound(true, self, invite).accept(callee, accept, by));
    }

    private Optional<Signed> signed(
            SessionParameters theirs, Function<Terms, CallBinding> binding) {
        return identities == null
                ? Optional.empty()
                : theirs.proof().vouching().map(by -> new Signed(binding.apply(Terms.of(by)), by));
    }

    /** What is said to hold, and until when: in a message of the peer's, as it came. */
    private record Terms(PrivacyMode privacy, Instant expires) {
        static Terms of(Proof.Vouching vouching) {
            return new Terms(vouching.privacy(), vouching.expires());
        }
    }

    /** What signatures are bound to: an invite, and the accept that answers it. */
    private final class Bound {
        private final boolean weCall;
        private final PartyId caller;
        private final SessionParameters invite;

        Bound(boolean weCall, PartyId caller, SessionParameters invite) {
            this.weCall = weCall;
            this.caller = caller;
            this.invite = invite;
        }

        CallBinding invite(Terms terms) {
            return CallBinding.invite(
                    parties(weCall),
                    caller.value(),
                    invite.setup(),
                    invite.fingerprints(),
                    media(invite),
                    terms.privacy().name(),
                    terms.expires());
        }

        CallBinding accept(PartyId callee, SessionParameters accept, Terms terms) {
            return invite(terms)
                    .accept(
                            callee.value(),
                            accept.setup(),
                            accept.fingerprints(),
                            media(accept),
                            terms.privacy().name(),
                            terms.expires());
        }
    }

    private static String media(SessionParameters session) {
        return session.video().isPresent() ? "audio video" : "audio";
    }

    /** What a signature, or the lack of one, says about who is at the other end. */
    IdentityCheck check(@Nullable IdentityPublicKey known, Optional<Signed> theirs, Instant now) {
        if (identities == null || known == null) {
            return IdentityCheck.UNVERIFIED;
        }
        return theirs.map(
                        signed ->
                                IdentityCheck.of(
                                        known,
                                        signed.vouching().signature(),
                                        signed.binding(),
                                        now))
                .orElse(IdentityCheck.MISMATCH);
    }

    private CallParties parties(boolean weCall) {
        String us = identities == null ? "-" : identities.self().value();
        return weCall
                ? new CallParties(callId, us, peer.value())
                : new CallParties(callId, peer.value(), us);
    }
}
