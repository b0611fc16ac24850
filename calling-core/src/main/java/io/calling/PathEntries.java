package io.calling;

import io.calling.ice.IceStatistics;
import io.calling.ice.SelectedPair;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpProfile;
import io.calling.stats.CandidatePairStats;
import io.calling.stats.CandidateStats;
import io.calling.stats.CertificateStats;
import io.calling.stats.StatsReport;
import io.calling.stats.TransportStats;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a {@link SecurePath} has counted, as entries of a report. On the loop. */
final class PathEntries {
    private static final String LOCAL_CERTIFICATE = "certificate-local";
    private static final String REMOTE_CERTIFICATE = "certificate-remote";
    private static final String UDP = "udp";

    private final SecurePath path;
    private final IceStatistics counted;

    PathEntries(SecurePath path) {
        this.path = path;
        this.counted = path.statistics();
    }

    /**
     * @param available bits per second that may be sent, as far as the peer has told
     */
    void add(StatsReport.Builder into, OptionalDouble available) {
        Optional<SelectedPair> pair = path.transport().selectedPair();
        addTransport(into, pair.map(used -> name("candidate-pair")));
        pair.ifPresent(used -> addPair(into, used, available));
        path.security().ifPresent(security -> addCertificates(into, security));
    }

    /** A pair that takes another one's place has another name. */
    private String name(String type) {
        return type + "-" + counted.pathChanges();
    }

    private void addTransport(StatsReport.Builder into, Optional<String> pair) {
        into.add(
                new TransportStats(
                        TransportStats.ID,
                        into.timestamp(),
                        counted.datagramsSent(),
                        counted.datagramsReceived(),
                        counted.bytesSent(),
                        counted.bytesReceived(),
                        path.iceRole().map(role -> role.name().toLowerCase(Locale.ROOT)),
                        path.iceState(),
                        path.dtlsState(),
                        pair,
                        counted.pathChanges(),
                        path.security().map(PathEntries::secured)));
    }

    private static TransportStats.Secured secured(SecurityInfo security) {
        return new TransportStats.Secured(
                LOCAL_CERTIFICATE,
                REMOTE_CERTIFICATE,
                security.version().equals("DTLS 1.3") ? "FEFC" : "FEFD",
                security.cipherSuite(),
                security.role() == SetupRole.ACTIVE ? "client" : "server",
                cipher(security.profile()));
    }

    /** As IANA's registry of DTLS-SRTP protection profiles has it (RFC 5764, 4.1.2; RFC 7714). */
    private static String cipher(SrtpProfile profile) {
        return "SRTP_" + profile.name();
    }

    private void addPair(StatsReport.Builder into, SelectedPair pair, OptionalDouble available) {
        CandidateStats ours =
                new CandidateStats(
                        name("local-candidate"),
                        into.timestamp(),
                        false,
                        TransportStats.ID,
                        pair.local().type(),
                        UDP);
        CandidateStats theirs =
                new CandidateStats(
                        name("remote-candidate"),
                        into.timestamp(),
                        true,
                        TransportStats.ID,
                        pair.remote().type(),
                        UDP);
        into.add(
                new CandidatePairStats(
                        name("candidate-pair"),
                        into.timestamp(),
                        TransportStats.ID,
                        ours.id(),
                        theirs.id(),
                        "succeeded",
                        true,
                        counted.datagramsSent(),
                        counted.datagramsReceived(),
                        counted.bytesSent(),
                        counted.bytesReceived(),
                        seconds(counted.totalRoundTripTime()),
                        counted.roundTripTime().isPresent()
                                ? OptionalDouble.of(seconds(counted.roundTripTime().get()))
                                : OptionalDouble.empty(),
                        available,
                        counted.consentResponsesReceived(),
                        counted.consentRequestsSent()));
        into.add(ours).add(theirs);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static void addCertificates(StatsReport.Builder into, SecurityInfo security) {
        into.add(certificate(into, LOCAL_CERTIFICATE, security.localFingerprint()));
        into.add(certificate(into, REMOTE_CERTIFICATE, security.remoteFingerprint()));
    }

    private static CertificateStats certificate(
            StatsReport.Builder into, String id, Fingerprint fingerprint) {
        String algorithm = fingerprint.algorithm().token();
        String hash = fingerprint.toString().substring(algorithm.length() + 1);
        return new CertificateStats(id, into.timestamp(), hash, algorithm);
    }
}
