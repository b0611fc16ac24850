package io.calling.examples.privatecall;

import io.calling.CallSecurity;
import io.calling.CallSession;
import io.calling.examples.wire.LeakCheck;
import io.calling.media.AudioStatistics;
import java.util.Optional;

/** What the terminal shows of a party when its call is over. */
final class Summary {
    private final Story story;

    Summary(Story story) {
        this.story = story;
    }

    void security(CallSecurity security) {
        story.say("");
        story.say("Encryption: " + security.protocol() + ", " + security.cipherSuite());
        story.say("            " + security.group() + ", media " + security.srtpProfile());
    }

    void party(Party party, CallSession call) {
        AudioStatistics audio = call.statistics().audio();
        story.say("");
        story.say(party.name() + ": " + call.privacyReason().sentence());
        call.security()
                .ifPresent(security -> story.say("  certificate " + security.localFingerprint()));
        story.say(
                "  packets: %d sent, %d received, %d lost, %d rejected"
                        .formatted(
                                audio.packetsSent(),
                                audio.packetsReceived(),
                                audio.packetsLost(),
                                call.statistics().packetsRejected()));
        story.say("  disclosed:");
        call.exposure().toText().strip().lines().forEach(line -> story.say("    " + line));
    }

    /** The line about the peer, computed from every byte that the peer received. */
    static String hidden(Party hidden, Party receiver, LeakCheck.Evidence evidence) {
        Optional<String> seen =
                Optional.of(receiver.traffic().peerAsSeen()).filter(text -> !text.isEmpty());
        return "%s, your address: %s; %s sees %s"
                .formatted(
                        hidden.name(),
                        evidence.words(),
                        receiver.name(),
                        seen.map(address -> "the relay " + address).orElse("nobody"));
    }
}
