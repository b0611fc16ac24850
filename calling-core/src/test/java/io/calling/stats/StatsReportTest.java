package io.calling.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.CandidateType;
import io.calling.stats.InboundRtpStats.Pictures;
import io.calling.stats.InboundRtpStats.Playout;
import io.calling.stats.InboundRtpStats.Repairs;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names as in W3C webrtc-stats, Candidate Recommendation of 2023 with the changes since. */
class StatsReportTest {
    private static final double NOW = 1_700_000_000_123.5;
    private static final RtpStream SOUND = new RtpStream(0xFEDCBA98L, "audio", "T", "C");

    /** RTCStats, RTCRtpStreamStats and the dictionary of each type, without deprecated members. */
    private static final Map<StatsType, Set<String>> SPECIFIED =
            Map.ofEntries(
                    Map.entry(
                            StatsType.CODEC,
                            names(
                                    "payloadType transportId mimeType clockRate channels"
                                            + " sdpFmtpLine")),
                    Map.entry(
                            StatsType.INBOUND_RTP,
                            names(
                                    "ssrc kind transportId codecId packetsReceived packetsLost"
                                            + " jitter trackIdentifier mid remoteId framesDecoded"
                                            + " keyFramesDecoded framesDropped framesReceived"
                                            + " lastPacketReceivedTimestamp headerBytesReceived"
                                            + " packetsDiscarded bytesReceived nackCount firCount"
                                            + " pliCount jitterBufferDelay jitterBufferTargetDelay"
                                            + " jitterBufferEmittedCount totalSamplesReceived"
                                            + " concealedSamples silentConcealedSamples"
                                            + " concealmentEvents insertedSamplesForDeceleration"
                                            + " removedSamplesForAcceleration freezeCount"
                                            + " totalFreezesDuration pauseCount"
                                            + " totalPausesDuration retransmittedPacketsReceived"
                                            + " retransmittedBytesReceived rtxSsrc")),
                    Map.entry(
                            StatsType.OUTBOUND_RTP,
                            names(
                                    "ssrc kind transportId codecId packetsSent bytesSent mid"
                                            + " mediaSourceId remoteId headerBytesSent"
                                            + " retransmittedPacketsSent retransmittedBytesSent"
                                            + " rtxSsrc targetBitrate framesSent nackCount"
                                            + " firCount pliCount active")),
                    Map.entry(
                            StatsType.REMOTE_INBOUND_RTP,
                            names(
                                    "ssrc kind transportId codecId packetsReceived packetsLost"
                                            + " jitter localId roundTripTime totalRoundTripTime"
                                            + " fractionLost roundTripTimeMeasurements")),
                    Map.entry(
                            StatsType.REMOTE_OUTBOUND_RTP,
                            names(
                                    "ssrc kind transportId codecId packetsSent bytesSent localId"
                                            + " remoteTimestamp reportsSent")),
                    Map.entry(
                            StatsType.MEDIA_SOURCE,
                            names("trackIdentifier kind totalSamplesDuration frames")),
                    Map.entry(
                            StatsType.TRANSPORT,
                            names(
                                    "packetsSent packetsReceived bytesSent bytesReceived iceRole"
                                            + " dtlsState iceState selectedCandidatePairId"
                                            + " localCertificateId remoteCertificateId tlsVersion"
                                            + " dtlsCipher dtlsRole srtpCipher"
                                            + " selectedCandidatePairChanges")),
                    Map.entry(
                            StatsType.CANDIDATE_PAIR,
                            names(
                                    "transportId localCandidateId remoteCandidateId state"
                                            + " nominated packetsSent packetsReceived bytesSent"
                                            + " bytesReceived totalRoundTripTime"
                                            + " currentRoundTripTime availableOutgoingBitrate"
                                            + " responsesReceived consentRequestsSent")),
                    Map.entry(
                            StatsType.LOCAL_CANDIDATE, names("transportId candidateType protocol")),
                    Map.entry(
                            StatsType.REMOTE_CANDIDATE,
                            names("transportId candidateType protocol")),
                    Map.entry(
                            StatsType.CERTIFICATE,
                            names("fingerprint fingerprintAlgorithm base64Certificate")));

    private static Set<String> names(String text) {
        return Set.of(text.split(" ", -1));
    }

    private static CandidateStats candidate(boolean remote) {
        return new CandidateStats(
                remote ? "R" : "L", NOW, remote, "T", CandidateType.RELAYED, "udp");
    }

    static Stream<Stats> oneOfEach() {
        return Stream.of(
                new CodecStats("C", NOW, 111, "T", "audio/opus", 48_000, OptionalLong.of(2)),
                new InboundRtpStats(
                        "I",
                        NOW,
                        SOUND,
                        Optional.of("0"),
                        Optional.of("RO"),
                        1,
                        2,
                        0.003,
                        4,
                        5,
                        6,
                        OptionalDouble.of(NOW),
                        new Repairs(1, 2, 3, 4, 5),
                        Optional.of(new Playout(1, 2, 3, 4, 5, 6, 7, 8)),
                        Optional.of(new Pictures(1, 2, 3))),
                new OutboundRtpStats(
                        "O",
                        NOW,
                        SOUND,
                        Optional.of("0"),
                        Optional.of("M"),
                        Optional.of("RI"),
                        true,
                        1,
                        2,
                        3,
                        4,
                        5,
                        OptionalLong.of(7),
                        OptionalDouble.of(300_000),
                        OptionalLong.of(8),
                        9,
                        10,
                        11),
                new RemoteInboundRtpStats(
                        "RI", NOW, SOUND, "O", 1, 0.02, 0.25, OptionalDouble.of(0.1), 0.3, 3),
                new RemoteOutboundRtpStats("RO", NOW, SOUND, "I", 1, 2, 3, 4),
                new MediaSourceStats(
                        "M", NOW, "audio", "audio", OptionalDouble.of(1.5), OptionalLong.of(3)),
                new TransportStats(
                        "T",
                        NOW,
                        1,
                        2,
                        3,
                        4,
                        Optional.of("controlling"),
                        "connected",
                        "connected",
                        Optional.of("P"),
                        1,
                        Optional.of(
                                new TransportStats.Secured(
                                        "CL", "CR", "FEFD", "TLS_…", "client", "AEAD_…"))),
                new CandidatePairStats(
                        "P",
                        NOW,
                        "T",
                        "L",
                        "R",
                        "succeeded",
                        true,
                        1,
                        2,
                        3,
                        4,
                        0.5,
                        OptionalDouble.of(0.1),
                        OptionalDouble.of(1e6),
                        5,
                        6),
                candidate(false),
                candidate(true),
                new CertificateStats("CL", NOW, "AB:CD", "sha-256"));
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void eachMemberHasANameOfTheSpecification(Stats entry) {
        Set<String> names = new TreeSet<>(entry.members().keySet());
        names.removeAll(Set.of("id", "timestamp", "type"));

        assertThat(SPECIFIED.get(entry.type())).containsAll(names);
    }

    /** So that no value is written under the name of another one. */
    @ParameterizedTest
    @MethodSource("oneOfEach")
    void eachComponentIsWrittenUnderItsOwnName(Stats entry) throws Exception {
        Map<String, Object> expected = new java.util.HashMap<>();
        collect((Record) entry, expected);
        expected.remove("remote");
        expected.put("type", entry.type().token());

        assertThat(entry.members()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static void collect(Record from, Map<String, Object> into) throws Exception {
        for (RecordComponent component : from.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(from);
            if (value instanceof Optional<?> optional) {
                value = optional.orElseThrow();
            } else if (value instanceof OptionalLong number) {
                value = number.getAsLong();
            } else if (value instanceof OptionalDouble number) {
                value = number.getAsDouble();
            } else if (value instanceof CandidateType type) {
                value = type.token();
            }
            if (value instanceof Record nested) {
                collect(nested, into);
            } else {
                into.put(component.getName(), value);
            }
        }
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        MediaSourceStats source =
                new MediaSourceStats(
                        "M", NOW, "audio", "audio", OptionalDouble.empty(), OptionalLong.empty());

        assertThat(source.members())
                .containsOnlyKeys("id", "timestamp", "type", "trackIdentifier", "kind");
    }

    @Test
    void jsonIsWhatABrowserPrints() {
        StatsReport report =
                new StatsReport(
                        NOW,
                        List.of(
                                new RemoteInboundRtpStats(
                                        "RI",
                                        NOW,
                                        SOUND,
                                        "O",
                                        -1,
                                        0.5,
                                        0,
                                        OptionalDouble.empty(),
                                        2,
                                        3)));

        assertThat(report.toJson())
                .isEqualTo(
                        "{\"RI\":{\"id\":\"RI\",\"timestamp\":1.7000000001235E12,"
                                + "\"type\":\"remote-inbound-rtp\",\"ssrc\":4275878552,"
                                + "\"kind\":\"audio\",\"transportId\":\"T\",\"codecId\":\"C\","
                                + "\"localId\":\"O\",\"packetsLost\":-1,\"jitter\":0.5,"
                                + "\"fractionLost\":0,\"totalRoundTripTime\":2,"
                                + "\"roundTripTimeMeasurements\":3}}");
    }

    @Test
    void textOfThePeersIsEscapedInJson() {
        String name = "a\"b\\c\u0001\u2028\n\uD800</script>";
        StatsReport report =
                new StatsReport(
                        NOW,
                        List.of(
                                new CodecStats(
                                        "C",
                                        Double.NaN,
                                        96,
                                        "T",
                                        name,
                                        90_000,
                                        OptionalLong.empty())));

        assertThat(report.toJson())
                .contains("\"timestamp\":null")
                .contains("\"mimeType\":\"a\\\"b\\\\c\\u0001\u2028\\u000a\\ud800</script>\"");
    }

    @Test
    void entriesAreFoundByNameAndByStream() {
        List<Stats> all = oneOfEach().toList();
        StatsReport report = new StatsReport(NOW, all);

        assertThat(report.inbound("audio").orElseThrow().id()).isEqualTo("I");
        assertThat(report.inbound("video")).isEmpty();
        OutboundRtpStats ours = report.outbound("audio").orElseThrow();
        assertThat(report.remote(ours).orElseThrow().id()).isEqualTo("RI");
        assertThat(report.transport()).isPresent();
        assertThat(report.candidatePair()).isPresent();
        assertThat(report.get("RO")).containsInstanceOf(RemoteOutboundRtpStats.class);
        assertThat(report.all(CandidateStats.class)).hasSize(2);
        assertThat(report.toMap().keySet())
                .containsExactlyElementsOf(all.stream().map(Stats::id).toList());
    }

    @Test
    void aFormatInUseTwiceIsListedOnce() {
        StatsReport.Builder report = new StatsReport.Builder(NOW, 0);
        CodecStats codec =
                new CodecStats("C", NOW, 96, "T", "video/VP8", 90_000, OptionalLong.empty());

        assertThat(report.add(codec).add(codec).build().entries()).containsExactly(codec);
    }

    @Test
    void momentsAreCountedBackFromTheReport() {
        StatsReport.Builder report = new StatsReport.Builder(NOW, 5_000_000_000L);

        assertThat(report.timestamp(3_500_000_000L)).isEqualTo(NOW - 1_500);
    }

    @Test
    void allTypesAreTested() {
        assertThat(oneOfEach().map(Stats::type)).containsAll(Arrays.asList(StatsType.values()));
        assertThat(oneOfEach().map(Object::getClass).distinct().count())
                .isEqualTo(Stats.class.getPermittedSubclasses().length);
    }
}
