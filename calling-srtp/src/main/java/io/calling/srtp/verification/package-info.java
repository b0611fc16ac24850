/**
 * Whom is this call with? A fingerprint in signaling proves nothing against signaling itself. Two
 * answers to that: identity keys, which sign what a call is bound to, and a short string that the
 * two people compare. All of it is values and pure functions; signaling carries them, each in its
 * canonical text: {@code toString()} writes it, {@code parse} reads it and takes no other.
 *
 * <h2>Identity keys</h2>
 *
 * <p>Where the application knows a key of the peer:
 *
 * <ol>
 *   <li>The caller {@linkplain IdentityKey#sign signs} {@link CallBinding#invite} and sends the
 *       {@link IdentitySignature} and its expiry, at most {@link IdentityCheck#LONGEST} away, with
 *       the invite.
 *   <li>The callee builds the same binding from what the invite says and from what it knows itself,
 *       its own identity above all, and asks {@link IdentityCheck#of}. Where {@link
 *       IdentityCheck#endsCall()} says so, the call ends with the reason {@code IDENTITY_MISMATCH},
 *       and nobody is rung.
 *   <li>The callee signs {@link CallBinding#accept}, made from the invite's binding, and sends the
 *       signature with the accept; the caller checks it in the same way against the invite that it
 *       had sent.
 *   <li>Both hand the {@linkplain CallBinding#identityHash hashes} of both bindings, their own
 *       first, to {@link io.calling.srtp.ExternalIdentity#of} and that to the transport. Only this
 *       makes sure that who holds the keys of the media is who has signed (RFC 8844, 3).
 *   <li>Once connected, {@link io.calling.srtp.SecurityInfo#verifiedBy} notes {@link
 *       io.calling.srtp.Verification#IDENTITY_KEY}.
 * </ol>
 *
 * <p>A signature of one side alone, because the other has no key, proves that side to the other;
 * the handshake can then not be bound, since both have to ask for it.
 *
 * <h2>Short authentication strings</h2>
 *
 * <p>Where no key is known. Both sides hold the same {@link CallParties}:
 *
 * <ol>
 *   <li>Caller: {@link SasCaller#begin}; {@link SasCaller#commitment()} goes with the invite.
 *   <li>Callee, at its user's accept: {@link SasCallee#accept}; {@link SasCallee#nonce()} goes with
 *       the accept.
 *   <li>Caller, once, to who accepted first: {@link SasCaller#reveal}; the nonce goes to the callee
 *       in a message of its own, the string is shown.
 *   <li>Callee: {@link SasCallee#string}; nothing in it means that somebody is in between, and the
 *       call ends.
 *   <li>When the people say that both see the same: {@link
 *       io.calling.srtp.Verification#COMPARED_BY_PEOPLE}.
 * </ol>
 *
 * <p>The fingerprints that go in are those that signaling announced and that the handshake has
 * verified: show the string only once connected. A peer that sends no commitment, or no nonce, gets
 * no short string, whoever has taken it away: only {@link FullComparison} is left then, with its
 * caution.
 *
 * <p>The forms are our own, since no RFC has one for signaling like this; the reasoning follows
 * ZRTP (RFC 6189, 4.4.1.1), RFC 8844 and RFC 8225.
 */
@NullMarked
package io.calling.srtp.verification;

import org.jspecify.annotations.NullMarked;
