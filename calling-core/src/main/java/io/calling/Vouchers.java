package io.calling;

import io.calling.signaling.PartyId;
import io.calling.signaling.Proof;
import io.calling.signaling.SessionParameters;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import io.calling.srtp.verification.CallBinding;
import io.calling.srtp.verification.CallParties;
import io.calling.srtp.verification.IdentityCheck;
import io.calling.srtp.verification.IdentityPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            PartyId self, Fingerprint own, PrivacyMode privacy, Instant now, Duration lifetime) {
        return sign(
                new CallBinding(
                        parties(true),
                        CallBinding.Signer.CALLER,
                        self.value(),
                        "",
                        SetupRole.ACTPASS,
                        List.of(own),
                        List.of(),
                        privacy.name(),
                        now.plus(lifetime)),
                privacy);
    }

    /** Ours, for an accept. */
    Optional<Signed> accept(
            PartyId caller,
            SessionParameters invite,
            PartyId self,
            SetupRole setup,
            Fingerprint own,
            PrivacyMode privacy,
            Instant now) {
        return sign(
                new CallBinding(
                        parties(false),
                        CallBinding.Signer.CALLEE,
                        caller.value(),
                        self.value(),
                        setup,
                        invite.fingerprints(),
                        List.of(own),
                        privacy.name(),
                        now.plus(ACCEPT_GOOD_FOR)),
                privacy);
    }

    private Optional<Signed> sign(CallBinding binding, PrivacyMode privacy) {
        return Optional.ofNullable(identities)
                .map(
                        ours ->
                                new Signed(
                                        binding,
                                        new Proof.Vouching(
                                                ours.key().sign(binding),
                                                binding.expires(),
                                                privacy)));
    }

    /** The peer's, of an invite. */
    Optional<Signed> invited(PartyId caller, SessionParameters invite) {
        return signed(
                invite,
                vouching ->
                        new CallBinding(
                                parties(false),
                                CallBinding.Signer.CALLER,
                                caller.value(),
                                "",
                                invite.setup(),
                                invite.fingerprints(),
                                List.of(),
                                vouching.privacy().name(),
                                vouching.expires()));
    }

    /** The peer's, of an accept. */
    Optional<Signed> accepted(
            PartyId self, Fingerprint own, PartyId callee, SessionParameters accept) {
        return signed(
                accept,
                vouching ->
                        new CallBinding(
                                parties(true),
                                CallBinding.Signer.CALLEE,
                                self.value(),
                                callee.value(),
                                accept.setup(),
                                List.of(own),
                                accept.fingerprints(),
                                vouching.privacy().name(),
                                vouching.expires()));
    }

    private Optional<Signed> signed(
            SessionParameters theirs, Function<Proof.Vouching, CallBinding> binding) {
        return identities == null
                ? Optional.empty()
                : theirs.proof()
                        .vouching()
                        .map(vouching -> new Signed(binding.apply(vouching), vouching));
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
