package io.calling.srtp;

import static org.bouncycastle.tls.SignatureAndHashAlgorithm.getInstance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.jspecify.annotations.Nullable;

/** What we offer and accept, in order of preference. Nothing else is negotiated. */
final class HandshakeParameters {
    /** Our certificates are ECDSA, so as a server we can only serve these. */
    static final int[] SERVER_CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    };

    /** There are servers with RSA certificates. */
    static final int[] CLIENT_CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    };

    private static final Map<Integer, String> SUITE_NAMES =
            Map.of(
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private static final int[] GROUPS = {
        NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1
    };

    private static final List<SrtpProfile> PROFILES =
            List.of(
                    SrtpProfile.AEAD_AES_128_GCM,
                    SrtpProfile.AEAD_AES_256_GCM,
                    SrtpProfile.AES128_CM_HMAC_SHA1_80);

    /** How our own certificate signs. */
    static final SignatureAndHashAlgorithm OUR_SIGNATURE =
            getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private static final List<SignatureAndHashAlgorithm> SIGNATURES =
            List.of(
                    OUR_SIGNATURE,
                    getInstance(HashAlgorithm.sha384, SignatureAlgorithm.ecdsa),
                    SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
                    SignatureAndHashAlgorithm.rsa_pss_rsae_sha384,
                    SignatureAndHashAlgorithm.rsa_pss_rsae_sha512,
                    getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa),
                    getInstance(HashAlgorithm.sha384, SignatureAlgorithm.rsa),
                    getInstance(HashAlgorithm.sha512, SignatureAlgorithm.rsa));

    private HandshakeParameters() {}

    /** The IANA name of one of our cipher suites. */
    static String suiteName(int suite) {
        return SUITE_NAMES.getOrDefault(suite, "unknown");
    }

    /**
     * The best of our groups that the client has too, or -1.
     *
     * @param offered the client's groups; null if it did not say, which RFC 8422, 4, allows
     */
    static int commonGroup(int @Nullable [] offered) {
        if (offered == null) {
            return NamedGroup.secp256r1;
        }
        return Arrays.stream(GROUPS)
                .filter(ours -> Arrays.stream(offered).anyMatch(theirs -> theirs == ours))
                .findFirst()
                .orElse(-1);
    }

    /** The best of our profiles that the peer has too. */
    static Optional<SrtpProfile> commonProfile(int[] offered) {
        return PROFILES.stream()
                .filter(ours -> Arrays.stream(offered).anyMatch(theirs -> theirs == ours.id()))
                .findFirst();
    }

    static int[] profileIds() {
        return PROFILES.stream().mapToInt(SrtpProfile::id).toArray();
    }

    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signatures want a Vector
    static Vector<SignatureAndHashAlgorithm> signatures() {
        return new Vector<>(SIGNATURES);
    }

    @SuppressWarnings("JdkObsolete") // Bouncy Castle's signatures want a Vector
    static Vector<Integer> groups() {
        return new Vector<>(Arrays.stream(GROUPS).boxed().toList());
    }
}
