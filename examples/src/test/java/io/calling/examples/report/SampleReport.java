package io.calling.examples.report;

import io.calling.examples.report.CallReport.Disclosure;
import io.calling.examples.report.CallReport.Fact;
import io.calling.examples.report.CallReport.Party;
import io.calling.examples.report.CallReport.Step;
import io.calling.examples.report.CallReport.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A report with every part filled, to look at and to test. */
final class SampleReport {
    private static final int RATE = 48_000;

    private SampleReport() {}

    /** Writes the page to the file that is named. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), new ReportPage(report(new Random(7))).html());
    }

    static CallReport report(Random random) {
        return new CallReport(
                Instant.parse("2026-03-05T14:07:00Z"),
                true,
                "Alice and Bob heard each other. Neither could learn the other's address.",
                "On loopback everybody has one address, so ports were compared; the test in three"
                        + " network namespaces is the proof.",
                "turn:127.0.0.1:53211, embedded",
                steps(),
                List.of(party("Alice", random), party("Bob", random)),
                List.of(voice("Alice", "Bob", random), voice("Bob", "Alice", random)),
                List.of(
                        new Fact(
                                "Key exchange",
                                "DTLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                        new Fact("Group", "x25519"),
                        new Fact("Media", "AEAD_AES_128_GCM")));
    }

    private static List<Step> steps() {
        return List.of(
                new Step("alice", "placed the call", 0, true),
                new Step("alice", "relay allocated", 12, true),
                new Step("alice", "invite sent", 14, true),
                new Step("bob", "phone rings: alice", 16, true),
                new Step("bob", "accepted", 40, true),
                new Step("bob", "relay allocated", 44, true),
                new Step("alice", "path found, relay to relay", 120, true),
                new Step("bob", "path found, relay to relay", 131, true),
                new Step("alice", "encrypted, fingerprint checked", 311, true),
                new Step("bob", "encrypted, fingerprint checked", 318, true),
                new Step("alice", "first sound from Bob", 350, true),
                new Step("bob", "first sound from Alice", 352, true),
                new Step("alice", "hung up", 9150, false),
                new Step("bob", "call over", 9152, false));
    }

    private static Party party(String name, Random random) {
        StringBuilder fingerprint = new StringBuilder("sha-256 ");
        for (int i = 0; i < 32; i++) {
            fingerprint.append(String.format(i == 0 ? "%02X" : ":%02X", random.nextInt(256)));
        }
        String other = name.equals("Alice") ? "Bob" : "Alice";
        return new Party(
                name,
                name
                        + "'s address: not found in 512 packets and 4 messages that "
                        + other
                        + " received; "
                        + other
                        + " sees the relay 127.0.0.1:53215.",
                true,
                "sees the relay, not " + other,
                fingerprint.toString(),
                List.of(
                        new Disclosure(
                                "relay", "your address, by Allocate", "127.0.0.1:40112", "5 ms"),
                        new Disclosure(
                                "signaling",
                                "an address of your relay, by candidate",
                                "127.0.0.1:53215",
                                "14 ms"),
                        new Disclosure(
                                "peer",
                                "an address of your relay, by candidate",
                                "127.0.0.1:53215",
                                "14 ms")));
    }

    private static Voice voice(String speaker, String listener, Random random) {
        short[] sound = new short[RATE * 9];
        int start = speaker.equals("Alice") ? 0 : RATE * 5;
        for (int i = start; i < start + RATE * 4; i++) {
            double syllable =
                    Math.pow(Math.sin(i * 7.0 / RATE * Math.PI / 2), 2)
                            * Math.sin(i * 0.9 / RATE + 1);
            sound[i] = (short) (syllable * 20_000 * (random.nextDouble() - 0.5));
        }
        List<PacketSeries.Arrival> arrivals = new ArrayList<>();
        List<Double> lost = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            if (i == 70 || i == 71) {
                lost.add(i * 0.02);
            } else {
                arrivals.add(
                        new PacketSeries.Arrival(
                                i * 0.02, 0.2 + 0.3 * random.nextDouble() + (i % 61 == 0 ? 2 : 0)));
            }
        }
        return new Voice(
                speaker,
                listener,
                Waveform.of(sound, RATE),
                Waveform.of(sound, RATE),
                "UklGRg==",
                0.9974,
                new PacketSeries(arrivals, lost, "one-way delay"),
                List.of(
                        course("Delay there and back", "ms", 3, 0.4, random),
                        course("Wait until it is played", "ms", 24, 6, random),
                        course("Rate of what comes", "kbit/s", 41, 2, random)));
    }

    private static Course course(
            String name, String unit, double around, double give, Random random) {
        List<Course.Point> points = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            points.add(new Course.Point(i * 0.22, around + give * (random.nextDouble() - 0.5)));
        }
        return new Course(name, unit, points);
    }
}
