package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.VideoState;
import io.calling.diagnostics.EventLog;
import io.calling.ice.net.IpLiteral;
import io.calling.media.MediaKind;
import io.calling.testkit.CallPair;
import io.calling.testkit.SignaledMessage;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The log of a call's events: what one wants to know of a failure, and nobody's address. */
@ExtendWith({CallStoryExtension.class, LogLeakExtension.class})
class EventLogTest {
    private static final Pattern STATE = Pattern.compile("\"state\":\"([a-z]+)\"");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Hashes of certificates may be told. */
    private static final Pattern FINGERPRINT =
            Pattern.compile("(sha-256 )?[0-9A-F]{2}(:[0-9A-F]{2}){31}");

    /** What is signaled is made of these: names, numbers and secrets, apart from each other. */
    private static final String BETWEEN = "[ ,;=|/+]+";

    /** Names are in lower case, numbers are numbers; user fragments, passwords and keys are both. */
    private static final Pattern RANDOM = Pattern.compile("(?=.*[a-z])(?=.*[A-Z]).{4,}");

    private final StringWriter ofAlice = new StringWriter();
    private final StringWriter ofBob = new StringWriter();

    private CallPair pair() {
        return CallPair.builder()
                .inTestTime(23)
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

    @Test
    void L23_noLineHasAnAddressOrASecretOfTheSignaling() {
        List<SignaledMessage> messages;
        try (CallPair pair = pair()) {
            live(pair);
            messages = pair.signaling().messages();
        }
        List<String> secrets =
                messages.stream()
                        .map(SignaledMessage::text)
                        .map(text -> FINGERPRINT.matcher(text).replaceAll(""))
                        .flatMap(text -> Arrays.stream(text.split(BETWEEN)))
                        .filter(word -> RANDOM.matcher(word).matches())
                        .distinct()
                        .toList();
        assertThat(secrets).hasSizeGreaterThan(10);
        for (StringWriter log : List.of(ofAlice, ofBob)) {
            String said = FINGERPRINT.matcher(log.toString()).replaceAll("");
            assertThat(secrets).noneMatch(said::contains);
            assertThat(said)
                    .doesNotContain("alice", "bob", "3478", "password", "ufrag")
                    .doesNotContain("192.0.2", "198.51.100", "203.0.113");
            Matcher maybe = ADDRESS.matcher(said);
            while (maybe.find()) {
                assertThat(IpLiteral.parse(maybe.group())).as(maybe.group()).isNull();
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
