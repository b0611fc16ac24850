package io.calling.srtp;

/**
 * What a handshake agreed on, for people and for reports. Holds no secret.
 *
 * @param version the protocol, such as {@code DTLS 1.2}
 * @param cipherSuite by its IANA name, such as {@code TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}
 * @param group the key agreement's group by its IANA name, such as {@code x25519}
 * @param profile how media is protected
 * @param role who opened the handshake, seen from here
 * @param localFingerprint of our certificate
 * @param remoteFingerprint of the certificate that the peer proved to own, in the hash by which it
 *     was accepted
 * @param verification by what we know whose certificate that is
 * @param cryptex whether header extensions and CSRCs are encrypted as well (RFC 9335)
 */
public record SecurityInfo(
        String version,
        String cipherSuite,
        String group,
        SrtpProfile profile,
        SetupRole role,
        Fingerprint localFingerprint,
        Fingerprint remoteFingerprint,
        Verification verification,
        boolean cryptex) {

    /**
     * What a handshake alone can say: whose certificate it is, signaling has told. Without cryptex.
     */
    public SecurityInfo(
            String version,
            String cipherSuite,
            String group,
            SrtpProfile profile,
            SetupRole role,
            Fingerprint localFingerprint,
            Fingerprint remoteFingerprint) {
        this(
                version,
                cipherSuite,
                group,
                profile,
                role,
                localFingerprint,
                remoteFingerprint,
                Verification.UNVERIFIED,
                false);
    }

    /** The same, once somebody or something has vouched for the peer. */
    public SecurityInfo verifiedBy(Verification verification) {
        return new SecurityInfo(
                version,
                cipherSuite,
                group,
                profile,
                role,
                localFingerprint,
                remoteFingerprint,
                verification,
                cryptex);
    }
}
