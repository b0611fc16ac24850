/**
 * Whom is this call with? A fingerprint in signaling proves nothing against signaling itself. Two
 * answers to that: identity keys, which sign what a call is bound to, and a short string that the
 * two people compare. All of it is values and pure functions; signaling carries them.
 */
@NullMarked
package io.calling.srtp.verification;

import org.jspecify.annotations.NullMarked;
