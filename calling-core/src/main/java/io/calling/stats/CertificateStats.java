package io.calling.stats;

import java.util.Map;

/**
 * A certificate of the handshake, made for this call. The certificate itself, which the
 * specification has here, is not kept.
 *
 * @param fingerprint its hash in hex, with colons
 * @param fingerprintAlgorithm the hash function, such as {@code sha-256}
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#certificatestats-dict*">W3C webrtc-stats,
 *     RTCCertificateStats</a>
 */
public record CertificateStats(
        String id, double timestamp, String fingerprint, String fingerprintAlgorithm)
        implements Stats {
    @Override
    public StatsType type() {
        return StatsType.CERTIFICATE;
    }

    @Override
    public Map<String, Object> members() {
        return Members.of(this)
                .add("fingerprint", fingerprint)
                .add("fingerprintAlgorithm", fingerprintAlgorithm)
                .all();
    }
}
