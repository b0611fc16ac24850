package io.calling;

import io.calling.ice.net.Network;
import io.calling.signaling.CallId;
import io.calling.signaling.PartyId;
import io.calling.signaling.Proof;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage.Reveal;
import io.calling.srtp.ExternalIdentity;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.Verification;
import io.calling.srtp.verification.CallParties;
import io.calling.srtp.verification.FullComparison;
import io.calling.srtp.verification.IdentityCheck;
import io.calling.srtp.verification.IdentityPublicKey;
import io.calling.srtp.verification.SasCallee;
import io.calling.srtp.verification.SasCaller;
import io.calling.srtp.verification.SasNonce;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of one call, as far as it can be known: what identity keys have signed,
 * and the short string that people compare. Decides nothing but whether the call may go on. On the
 * loop.
 */
final class Assurance {
    private static final Duration FIRST_REPEAT = Duration.ofSeconds(1);
    private static final int REPEATS = 6;

    private final Call call;
    private final Network network;
    private final SecureRandom random;
    private final @Nullable Identities identities;

    private @Nullable IdentityPublicKey known;
    private @Nullable Invitation invitation;
    private @Nullable SessionParameters invite;
    private @Nullable SasCaller caller;
    private @Nullable SasCallee callee;
    private Optional<Vouchers.Signed> ours = Optional.empty();
    private Optional<Vouchers.Signed> theirs = Optional.empty();
    private Optional<ShortAuthenticationString> string = Optional.empty();
    private Optional<FullComparison> comparison = Optional.empty();
    private Verification verification = Verification.UNVERIFIED;
    private @Nullable SecurityInfo negotiated;
    private Network.@Nullable Timer repeat;

    /** What the call began with, where the peer placed it. */
    private record Invitation(PartyId caller, SessionParameters session) {}

    Assurance(Call call, Network network, @Nullable Identities identities) {
        this.call = call;
        this.network = network;
        this.random = new NetworkRandom(network);
        this.identities = identities;
    }

    /** The key by which the application knows the peer, if it knows one. */
    void know(Optional<IdentityPublicKey> key) {
        known = key.orElse(null);
    }

    /**
     * The peer placed the call that this is, or is about to become.
     *
     * @return whether its signature, or the lack of one, lets the call go on
     */
    boolean invited(Opening opening) {
        Vouchers vouchers = vouchers(opening.id());
        if (!trusts(vouchers, vouchers.invited(opening.caller(), opening.remote()))) {
            return false;
        }
        invitation = new Invitation(opening.caller(), opening.remote());
        return true;
    }

    private boolean trusts(Vouchers vouchers, Optional<Vouchers.Signed> signed) {
        IdentityCheck check = vouchers.check(known, signed, network.now());
        if (check.endsCall()) {
            return false;
        }
        theirs = signed;
        verification =
                check == IdentityCheck.VERIFIED
                        ? Verification.IDENTITY_KEY
                        : Verification.UNVERIFIED;
        return true;
    }

    /** What is known so far. */
    Verification verification() {
        return verification;
    }

    /**
     * What our invite shows.
     *
     * @param session all else that it says
     */
    Proof invite(SessionParameters session, Duration lifetime) {
        SasCaller begun = SasCaller.begin(random, parties(), session.fingerprints());
        caller = begun;
        invite = session;
        ours = vouchers().invite(self(), session, network.now(), lifetime);
        return vouched(Proof.committing(begun.commitment()));
    }

    /**
     * What our accept shows.
     *
     * @param session all else that it says
     */
    Proof accept(SessionParameters session) {
        if (invitation == null) {
            throw new IllegalStateException("nothing to accept");
        }
        SessionParameters theirSession = invitation.session();
        List<Fingerprint> own = session.fingerprints();
        ours = vouchers().accept(invitation.caller(), theirSession, self(), session, network.now());
        comparison = Optional.of(FullComparison.of(theirSession.fingerprints(), own));
        return vouched(
                theirSession
                        .proof()
                        .commitment()
                        .map(
                                commitment -> {
                                    callee =
                                            SasCallee.accept(
                                                    random,
                                                    parties(),
                                                    commitment,
                                                    theirSession.fingerprints(),
                                                    own);
                                    comparison = Optional.empty();
                                    return Proof.showing(callee.nonce());
                                })
                        .orElse(Proof.NONE));
    }

    private Proof vouched(Proof proof) {
        return ours.map(signed -> proof.vouchedFor(signed.vouching())).orElse(proof);
    }

    /**
     * The peer has accepted our call.
     *
     * @return whether the call may go on
     */
    boolean accepted(PartyId by, SessionParameters session) {
        if (invite == null) {
            throw new IllegalStateException("nothing was asked for");
        }
        Vouchers vouchers = vouchers();
        if (!trusts(vouchers, vouchers.accepted(self(), invite, by, session))) {
            return false;
        }
        Optional<SasNonce> nonce = session.proof().nonce();
        if (caller != null && nonce.isPresent()) {
            SasCaller.Reveal reveal = caller.reveal(nonce.get(), session.fingerprints());
            string = Optional.of(reveal.string());
            say(new Reveal(reveal.nonce()), FIRST_REPEAT, REPEATS);
        } else {
            comparison =
                    Optional.of(FullComparison.of(invite.fingerprints(), session.fingerprints()));
        }
        return true;
    }

    /** Said again a few times, since the channel may lose it and nothing answers it. */
    private void say(Reveal reveal, Duration delay, int times) {
        call.send(reveal);
        if (times > 0) {
            Duration next = delay.multipliedBy(2);
            repeat = network.schedule(delay.toNanos(), () -> say(reveal, next, times - 1));
        }
    }

    /** The call is over. */
    void close() {
        if (repeat != null) {
            repeat.cancel();
        }
    }

    /**
     * The caller shows the nonce that it had committed to; another one ends the call.
     *
     * @return whether that was new
     */
    boolean revealed(SasNonce nonce) {
        if (callee == null || string.isPresent()) {
            return false;
        }
        string = callee.string(nonce);
        if (string.isEmpty()) {
            call.fail(EndReason.IDENTITY_MISMATCH);
        } else {
            tell();
        }
        return true;
    }

    /** What the handshake has to be bound to, if both sides have signed. */
    Optional<ExternalIdentity> binding() {
        return ours.flatMap(
                own -> theirs.map(peers -> ExternalIdentity.of(own.hash(), peers.hash())));
    }

    /** The handshake is done. */
    void secured(SecurityInfo info) {
        negotiated = info;
        tell();
    }

    /** Two people have seen the same; said again, that is nothing new. */
    void confirmed(ShortAuthenticationString compared) {
        if (verification != Verification.COMPARED_BY_PEOPLE
                && string.filter(compared::equals).isPresent()) {
            verification = Verification.COMPARED_BY_PEOPLE;
            tell();
            call.followPrivacy();
        }
    }

    private void tell() {
        if (negotiated != null) {
            CallSecurity now =
                    CallSecurity.of(negotiated.verifiedBy(verification), string, comparison);
            call.record().security(now);
            call.observers().tell(now);
        }
    }

    private Vouchers vouchers() {
        return vouchers(call.id());
    }

    private Vouchers vouchers(CallId id) {
        return new Vouchers(identities, call.peer(), id.value());
    }

    /**
     * In the string the two are named by their parts: what an application calls them may differ on
     * both sides, and people who talk to each other know whom they talk to.
     */
    private CallParties parties() {
        return new CallParties(call.id().value(), "caller", "callee");
    }

    private PartyId self() {
        return call.terms().self();
    }

    /** Says nothing: it may hold a nonce that is not shown yet. */
    @Override
    public String toString() {
        return "Assurance";
    }
}
