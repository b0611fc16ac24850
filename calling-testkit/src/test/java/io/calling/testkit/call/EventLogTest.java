package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.VideoState;
import io.calling.diagnostics.EventLog;
import io.calling.ice.Candidate;
import io.calling.ice.IceCredentials;
import io.calling.media.MediaKind;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.Reading;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.testkit.CallPair;
import io.calling.testkit.SignaledMessage;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.PacketLog;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The log of a call's events: what one wants to know of a failure, and nobody's address. */
@ExtendWith({CallStoryExtension.class, LogLeakExtension.class})
class EventLogTest {
    private static final Pattern STATE = Pattern.compile("\"state\":\"([a-z]+)\"");

    /** Hashes of certificates may be told. */
    private static final Pattern FINGERPRINT =
            Pattern.compile("(sha-256 )?[0-9A-F]{2}(:[0-9A-F]{2}){31}");

    private static final Pattern TIME = Pattern.compile("\"ms\":[0-9.Ee]+|\"at\":\"[^\"]*\"");

    private static final String PASSWORD = "of the relay, for this test";

    private final StringWriter ofAlice = new StringWriter();
    private final StringWriter ofBob = new StringWriter();

    private CallPair pair() {
        return CallPair.builder()
                .inTestTime(23)
                .relay(relay -> relay.user("alice", PASSWORD).user("bob", PASSWORD))
                .alice(agent -> agent.eventLog(EventLog.to(ofAlice)))
                .bob(agent -> agent.eventLog(EventLog.to(ofBob)))
                .start();
    }

    private static List<String> lines(StringWriter log) {
        return log.toString().lines().toList();
    }

    private static List<String> states(StringWriter log) {
        return lines(log).stream()
                .filter(line -> line.contains("\"event\":\"state\""))
                .map(STATE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    /** A whole life: rung, talked, seen, muted, held, moved to another network, ended. */
    private static void live(CallPair pair) {
        pair.connect();
        pair.alice().awaitHearing(pair.bob().tone());
        pair.alice().call().requestVideo(pair.alice().newVideo());
        pair.bob().awaitVideo(new VideoState.Offered());
        pair.bob().call().acceptVideo(pair.bob().newVideo());
        pair.bob().awaitSeeing(10);
        pair.bob().call().mute(MediaKind.AUDIO);
        pair.pass(Duration.ofSeconds(2));
        pair.alice().link().cut();
        pair.pass(Duration.ofSeconds(8));
        pair.alice().link().heal();
        pair.pass(Duration.ofSeconds(15));
        pair.alice().call().hangUp();
        pair.alice().awaitEnd();
        pair.bob().awaitEnd();
    }

    @Test
    void eachLineIsAnEventOfTheCallInItsOrder() {
        try (CallPair pair = pair()) {
            live(pair);
        }
        for (StringWriter log : List.of(ofAlice, ofBob)) {
            assertThat(lines(log))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"call\":1,\"ms\":") && line.endsWith("}"));
            assertThat(lines(log).get(0)).contains("\"event\":\"begin\"", "\"at\":\"");
            assertThat(states(log)).containsSubsequence("connecting", "active", "ended");
            assertThat(log.toString())
                    .contains("\"event\":\"milestone\",\"milestone\":\"secured\"")
                    .contains("\"event\":\"candidate\",\"of\":\"ours\",\"type\":\"relay\"")
                    .contains("\"event\":\"candidate\",\"of\":\"theirs\",\"type\":\"relay\"")
                    .contains("\"event\":\"path\",\"local\":\"relay\",\"remote\":\"relay\"")
                    .contains("\"event\":\"security\",\"protocol\":\"DTLS 1.2\"")
                    .contains("\"event\":\"video\",\"state\":\"on\"")
                    .contains("\"event\":\"stats\"", "\"type\":\"inbound-rtp\"")
                    .contains("\"reason\":\"HUNG_UP\"");
        }
        assertThat(ofAlice.toString())
                .contains("\"event\":\"muted-by-peer\",\"kinds\":\"audio\"")
                .contains("\"event\":\"message\",\"direction\":\"out\",\"kind\":\"invite\"");
    }

    /** What a signaled message tells of its call, and nobody else may know. */
    private static Stream<String> secrets(SignalingMessage message) {
        if (message instanceof SignalingMessage.Invite invite) {
            return secrets(invite.session());
        }
        if (message instanceof SignalingMessage.Accept accept) {
            return secrets(accept.session());
        }
        if (message instanceof SignalingMessage.Candidates more) {
            return secrets(more.candidates());
        }
        if (message instanceof SignalingMessage.Renew renew) {
            return Stream.concat(secrets(renew.ice()), secrets(renew.candidates()));
        }
        return Stream.empty();
    }

    private static Stream<String> secrets(SessionParameters session) {
        return Stream.concat(secrets(session.ice()), secrets(session.candidates()));
    }

    private static Stream<String> secrets(IceCredentials ice) {
        return Stream.of(ice.userFragment(), ice.password());
    }

    private static Stream<String> secrets(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.address().getAddress().getHostAddress());
    }

    private static Stream<String> secrets(SignaledMessage message) {
        assertThat(MessageText.read(message.text())).isInstanceOf(Reading.Understood.class);
        Envelope envelope = ((Reading.Understood) MessageText.read(message.text())).envelope();
        return Stream.concat(
                Stream.of(envelope.call().value(), envelope.party().value()),
                secrets(envelope.message()));
    }

    private static Stream<InetSocketAddress> ends(LoggedPacket packet) {
        return Stream.of(packet.from(), packet.to());
    }

    @Test
    void L23_noLineHasAnAddressOrASecretOfTheCall() {
        Set<String> secrets = new TreeSet<>(List.of("alice", "bob", PASSWORD));
        Set<String> ports = new TreeSet<>();
        try (CallPair pair = pair()) {
            live(pair);
            pair.signaling().messages().stream()
                    .flatMap(EventLogTest::secrets)
                    .forEach(secrets::add);
            PacketLog packets = pair.network().log();
            Stream.concat(packets.firstPackets().stream(), packets.packets().stream())
                    .flatMap(EventLogTest::ends)
                    .forEach(
                            end -> {
                                secrets.add(end.getAddress().getHostAddress());
                                ports.add(Integer.toString(end.getPort()));
                            });
        }
        assertThat(secrets)
                .contains("192.0.2.17", "198.51.100.34", "203.0.113.9")
                .hasSizeGreaterThan(12);
        assertThat(ports).contains("3478").hasSizeGreaterThan(3);
        for (StringWriter log : List.of(ofAlice, ofBob)) {
            for (String line : lines(log)) {
                String said = FINGERPRINT.matcher(line).replaceAll("");
                assertThat(secrets).noneMatch(said::contains);
                assertThat(said).doesNotContainIgnoringCase("address", "\"port", "ufrag", "url");
                // Statistics have numbers that may happen to be those of ports.
                if (!said.contains("\"event\":\"stats\"")) {
                    String timeless = TIME.matcher(said).replaceAll("");
                    assertThat(ports).noneMatch(timeless::contains);
                }
            }
        }
    }

    @Test
    void aLogThatFailsEndsNoCall() {
        EventLog broken =
                line -> {
                    throw new IOException("the disk is full");
                };
        try (CallPair pair =
                CallPair.builder().inTestTime(5).agents(a -> a.eventLog(broken)).start()) {
            pair.connect();
            pair.alice().awaitHearing(pair.bob().tone());
        }
    }

    @Test
    void aFileIsAppendedTo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("calls.jsonl");
        for (int time = 0; time < 2; time++) {
            try (EventLog log = EventLog.to(file)) {
                log.write("{}");
            }
        }

        assertThat(Files.readString(file)).isEqualTo("{}\n{}\n");
    }
}
