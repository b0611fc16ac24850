package io.calling.examples.privatecall;

import io.calling.CallSecurity;
import io.calling.CallSession;
import io.calling.examples.wire.LeakCheck.Evidence;
import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.Exposure;
import io.calling.media.AudioStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the terminal shows when the call is over. */
final class Summary {
    private final Story story;

    Summary(Story story) {
        this.story = story;
    }

    void tell(Findings findings) {
        findings.parties().get(0).session().flatMap(CallSession::security).ifPresent(this::tell);
        for (Party party : findings.parties()) {
            story.say("");
            party.session().ifPresent(call -> tell(party, call));
            tellHeard(party, findings.heardBy(party));
        }
        story.say("");
        for (Party party : findings.parties()) {
            findings.evidenceAbout(party)
                    .ifPresent(evidence -> tellHidden(party, findings.other(party), evidence));
        }
        story.say(note(findings));
    }

    private void tell(CallSecurity security) {
        story.say("");
        story.say("Encryption: " + security.protocol() + ", " + security.cipherSuite());
        story.say("            " + security.group() + "; media " + security.srtpProfile());
    }

    private void tell(Party party, CallSession call) {
        AudioStatistics audio = call.statistics().audio();
        story.say(party.name() + ", " + call.privacyReason().sentence());
        call.security()
                .ifPresent(security -> story.say("  certificate  " + security.localFingerprint()));
        story.say(
                "  packets      %d sent, %d received, %d lost, %d rejected"
                        .formatted(
                                audio.packetsSent(),
                                audio.packetsReceived(),
                                audio.packetsLost(),
                                call.statistics().packetsRejected()));
        for (Audience audience : Audience.values()) {
            tell(audience, call.exposure().to(audience));
        }
    }

    private void tell(Audience audience, List<Exposure> exposures) {
        String learnt =
                exposures.stream()
                        .map(exposure -> exposure.subject().words() + " " + exposure.value())
                        .distinct()
                        .collect(Collectors.joining(", "));
        story.say("  " + audience.words() + " learnt " + (learnt.isEmpty() ? "nothing" : learnt));
    }

    private void tellHeard(Party party, Hearing hearing) {
        story.say(
                String.format(
                        Locale.ROOT,
                        "  heard        %.1f s of sound, %.3f like what the other side said",
                        party.heard().seconds(),
                        hearing.likeness()));
    }

    /** The line about the peer, computed from every byte that the peer received. */
    private void tellHidden(Party hidden, Party receiver, Evidence evidence) {
        story.say(hidden.name() + ", your address: " + evidenceInWords(receiver, evidence));
    }

    static String evidenceInWords(Party receiver, Evidence evidence) {
        String seen = receiver.traffic().peerAsSeen();
        return "%s; %s sees %s"
                .formatted(
                        evidence.words(),
                        receiver.name(),
                        seen.isEmpty() ? "nobody" : "the relay " + seen);
    }

    /** What the evidence does not prove. */
    static String note(Findings findings) {
        Optional<Evidence> evidence = findings.evidenceAbout(findings.parties().get(0));
        if (evidence.isEmpty()) {
            return "The other side runs in another process, so what it received was not searched"
                    + " here.";
        }
        return evidence.get().onlyPorts()
                ? "Both sides have one address here, so ports were compared; the test in three"
                        + " network namespaces is the proof."
                : "Every byte that either side received was searched for every address of the"
                        + " other's host.";
    }
}
