package io.calling.stats;

import java.util.Map;
import java.util.Optional;

/**
 * The transport that carries the call. The user fragment, which the specification has here, is
 * withheld: it belongs to the signaling alone.
 *
 * @param packetsSent datagrams to the peer, without those of ICE
 * @param packetsReceived likewise
 * @param bytesSent in them, without what TURN, UDP and IP add
 * @param bytesReceived likewise
 * @param iceRole {@code controlling} or {@code controlled}; empty before there is one
 * @param iceState {@code new}, {@code checking}, {@code connected}, {@code disconnected} or {@code
 *     closed}
 * @param dtlsState {@code new}, {@code connecting}, {@code connected} or {@code closed}
 * @param selectedCandidatePairId the {@link CandidatePairStats} in use; empty where there is none
 * @param selectedCandidatePairChanges how often a pair was selected
 * @param secured what the handshake agreed on; empty before it was done
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#transportstats-dict*">W3C webrtc-stats,
 *     RTCTransportStats</a>
 */
public record TransportStats(
        String id,
        double timestamp,
        long packetsSent,
        long packetsReceived,
        long bytesSent,
        long bytesReceived,
        Optional<String> iceRole,
        String iceState,
        String dtlsState,
        Optional<String> selectedCandidatePairId,
        long selectedCandidatePairChanges,
        Optional<Secured> secured)
        implements Stats {
    /** Its name in each report: a call has one. */
    public static final String ID = "transport";

    /**
     * What the handshake agreed on.
     *
     * @param localCertificateId the {@link CertificateStats} of ours
     * @param remoteCertificateId that of the peer's
     * @param tlsVersion of DTLS, in four digits of hex: {@code FEFD} is 1.2, {@code FEFC} 1.3
     * @param dtlsCipher by its registered name
     * @param dtlsRole {@code client} or {@code server}
     * @param srtpCipher by its registered name
     */
    public record Secured(
            String localCertificateId,
            String remoteCertificateId,
            String tlsVersion,
            String dtlsCipher,
            String dtlsRole,
            String srtpCipher) {}

    @Override
    public StatsType type() {
        return StatsType.TRANSPORT;
    }

    @Override
    public Map<String, Object> members() {
        Members members =
                Members.of(this)
                        .add("packetsSent", packetsSent)
                        .add("packetsReceived", packetsReceived)
                        .add("bytesSent", bytesSent)
                        .add("bytesReceived", bytesReceived)
                        .addText("iceRole", iceRole)
                        .add("iceState", iceState)
                        .add("dtlsState", dtlsState)
                        .addText("selectedCandidatePairId", selectedCandidatePairId)
                        .add("selectedCandidatePairChanges", selectedCandidatePairChanges);
        secured.ifPresent(
                agreed ->
                        members.add("localCertificateId", agreed.localCertificateId)
                                .add("remoteCertificateId", agreed.remoteCertificateId)
                                .add("tlsVersion", agreed.tlsVersion)
                                .add("dtlsCipher", agreed.dtlsCipher)
                                .add("dtlsRole", agreed.dtlsRole)
                                .add("srtpCipher", agreed.srtpCipher));
        return members.all();
    }
}
