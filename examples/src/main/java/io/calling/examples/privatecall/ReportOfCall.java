package io.calling.examples.privatecall;

import io.calling.CallSecurity;
import io.calling.CallSession;
import io.calling.Milestone;
import io.calling.audio.WavFile;
import io.calling.examples.report.CallReport;
import io.calling.examples.report.CallReport.Disclosure;
import io.calling.examples.report.CallReport.Fact;
import io.calling.examples.report.CallReport.Step;
import io.calling.examples.report.CallReport.Voice;
import io.calling.examples.report.PacketSeries;
import io.calling.examples.report.Waveform;
import io.calling.examples.wire.Journey;
import io.calling.examples.wire.LeakCheck.Evidence;
import io.calling.ice.exposure.Exposure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts what was found into the form of the report. */
final class ReportOfCall {
    private static final int RATE_IN_PAGE = 16_000;

    private final Findings findings;
    private final Verdict verdict;
    private final String relay;

    ReportOfCall(Findings findings, Verdict verdict, String relay) {
        this.findings = findings;
        this.verdict = verdict;
        this.relay = relay;
    }

    CallReport report() {
        return new CallReport(
                Story.began(findings.parties()),
                verdict.good(),
                verdict.headline(),
                Summary.note(findings),
                relay,
                steps(),
                findings.parties().stream().map(this::party).toList(),
                findings.both() ? voices() : List.of(),
                security());
    }

    private List<Step> steps() {
        return Story.events(findings.parties()).stream()
                .map(
                        event ->
                                new Step(
                                        event.party().name().toLowerCase(Locale.ROOT),
                                        event.words(),
                                        event.millis(),
                                        event.milestone() != Milestone.ENDED))
                .toList();
    }

    private CallReport.Party party(Party party) {
        Optional<Evidence> evidence = findings.evidenceAbout(party);
        return new CallReport.Party(
                party.name(),
                evidence.map(found -> evidenceAbout(party, found)).orElse(Summary.note(findings)),
                evidence.map(Evidence::hidden).orElse(false),
                sees(party),
                security(party).map(CallSecurity::localFingerprint).orElse(""),
                disclosures(party));
    }

    private String evidenceAbout(Party party, Evidence evidence) {
        return party.name()
                + "'s address: "
                + Summary.evidenceInWords(findings.other(party), evidence)
                + ".";
    }

    private static String sees(Party party) {
        String peer = party.traffic().peerAsSeen();
        return peer.isEmpty() ? "sees nobody" : "sees the relay " + peer;
    }

    private static Optional<CallSecurity> security(Party party) {
        return party.session().flatMap(CallSession::security);
    }

    private List<Disclosure> disclosures(Party party) {
        return party.session().map(call -> call.exposure().exposures()).orElse(List.of()).stream()
                .map(this::disclosure)
                .toList();
    }

    private Disclosure disclosure(Exposure exposure) {
        double millis =
                java.time.Duration.between(Story.began(findings.parties()), exposure.first())
                                .toNanos()
                        / 1e6;
        return new Disclosure(
                exposure.audience().words(),
                exposure.subject().words() + ", by " + exposure.by(),
                exposure.value(),
                String.format(Locale.ROOT, "%.0f ms", Math.max(0, millis)));
    }

    private List<Voice> voices() {
        return findings.parties().stream().map(this::voiceOf).toList();
    }

    private Voice voiceOf(Party speaker) {
        Party listener = findings.other(speaker);
        Hearing hearing = findings.heardBy(listener);
        return new Voice(
                speaker.name(),
                listener.name(),
                waveform(speaker.part().says().sound()),
                waveform(hearing.aligned()),
                base64(hearing.aligned()),
                hearing.likeness(),
                packets(Journey.between(speaker.recording(), listener.recording())),
                listener.measurements().courses());
    }

    private static Waveform waveform(WavFile sound) {
        return Waveform.of(sound.pcm(), sound.sampleRate());
    }

    private static String base64(WavFile sound) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            sound.atRate(RATE_IN_PAGE).write(bytes);
            return Base64.getEncoder().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PacketSeries packets(Journey journey) {
        List<PacketSeries.Arrival> arrived = new ArrayList<>();
        List<Double> lost = new ArrayList<>();
        List<Journey.Trip> trips = journey.trips();
        for (Journey.Trip trip : trips) {
            double seconds = (trip.sentNanos() - trips.get(0).sentNanos()) / 1e9;
            if (trip.arrivedNanos().isPresent()) {
                double millis = (trip.arrivedNanos().getAsLong() - trip.sentNanos()) / 1e6;
                arrived.add(new PacketSeries.Arrival(seconds, millis));
            } else {
                lost.add(seconds);
            }
        }
        return new PacketSeries(arrived, lost, "delay from socket to socket");
    }

    private List<Fact> security() {
        List<Fact> facts = new ArrayList<>();
        security(findings.parties().get(0))
                .ifPresent(
                        security -> {
                            facts.add(new Fact("Handshake", security.protocol()));
                            facts.add(new Fact("Cipher suite", security.cipherSuite()));
                            facts.add(new Fact("Key exchange", security.group()));
                            facts.add(new Fact("Media", security.srtpProfile().toString()));
                        });
        return facts;
    }
}
