package io.calling;

import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SrtpProfile;

/**
 * What protects a call, as negotiated, for the application to show.
 *
 * @param protocol the version of DTLS in words, such as {@code DTLS 1.2}
 * @param cipherSuite the registered name of the cipher suite
 * @param group the registered name of the key exchange group
 * @param srtpProfile how the media is protected
 * @param localFingerprint the hash of our certificate, {@code sha-256 AB:CD…}
 * @param remoteFingerprint the hash of the peer's certificate, checked against the handshake
 * @param verification what is known about who holds the other end
 */
public record CallSecurity(
        String protocol,
        String cipherSuite,
        String group,
        SrtpProfile srtpProfile,
        String localFingerprint,
        String remoteFingerprint,
        Verification verification) {

    static CallSecurity of(SecurityInfo info) {
        return new CallSecurity(
                info.version(),
                info.cipherSuite(),
                info.group(),
                info.profile(),
                info.localFingerprint().toString(),
                info.remoteFingerprint().toString(),
                Verification.SIGNALING_ONLY);
    }

    /** What is known about who holds the other end. */
    public enum Verification {
        /** The fingerprint is the one that the signaling channel carried, and no more is known. */
        SIGNALING_ONLY,
        /** Two people compared the short authentication string and said that it matches. */
        CONFIRMED_BY_PEOPLE,
        /** The fingerprint was signed with an identity key that the application trusts. */
        IDENTITY_KEY
    }
}
