package io.calling.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.signaling.Reading.Understood;
import io.calling.signaling.SignalingMessage.HangUp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    private static final String HANG_UP =
            "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 1200 hang-up cause=user";
    private static final String ACCEPT =
            "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 0 0 accept privacy=relay setup=active"
                    + " ufrag=abcd pwd=abcdefghijklmnopqrstuv"
                    + " fp=sha-256,00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15"
                    + ":16:17:18:19:1A:1B:1C:1D:1E:1F pt=111 ssrc=4294967295";

    static Stream<SignalingMessage> messages() {
        return new Messages(1).oneOfEach().stream();
    }

    private static String read(String text) {
        return MessageText.read(text) instanceof Understood understood
                ? MessageText.write(understood.envelope())
                : "refused";
    }

    private static Refusal refusal(String text) {
        return ((Reading.Refused) MessageText.read(text)).refusal();
    }

    @Test
    void aTextIsWhatItsMessageSays() {
        Understood understood = (Understood) MessageText.read(HANG_UP);
        assertThat(understood.envelope().sequence()).isEqualTo(3);
        assertThat(understood.envelope().ageMillis()).isEqualTo(1200);
        assertThat(understood.envelope().message()).isEqualTo(new HangUp(HangUp.Cause.USER));
    }

    @Test
    void everyMessageComesBackAsItWasWritten() {
        Messages messages = new Messages(42);
        for (int i = 0; i < 2_000; i++) {
            String text = MessageText.write(messages.envelope());
            assertThat(read(text)).isEqualTo(text);
        }
    }

    /** From where the search for a text that breaks the reader begins. */
    @Test
    void eachKindOfMessageIsAmongTheKeptInputsOfTheFuzzTest()
            throws IOException, URISyntaxException {
        Set<Class<?>> kept = new HashSet<>();
        URL folder = getClass().getResource("SignalingFuzzTestInputs/anyTextAsMessage");
        for (Path input : filesIn(Path.of(folder.toURI()))) {
            String text = Files.readString(input, StandardCharsets.ISO_8859_1);
            assertThat(MessageText.read(text)).as("%s", input).isInstanceOf(Understood.class);
            kept.add(((Understood) MessageText.read(text)).envelope().message().getClass());
        }
        assertThat(kept).isEqualTo(kinds(SignalingMessage.class).collect(Collectors.toSet()));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(MessageTextTest::kinds)
                : Stream.of(type);
    }

    @Test
    void theLargestMessageFitsTheChannel() {
        Messages messages = new Messages(3);
        int longest = 0;
        for (int i = 0; i < 2_000; i++) {
            longest = Math.max(longest, MessageText.write(messages.envelope()).length());
        }
        assertThat(longest).isLessThan(SignalingChannel.MAX_MESSAGE_CHARACTERS / 4);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageCutAnywhereIsRefusedOrAnotherWholeMessage(SignalingMessage message) {
        String text = MessageText.write(new Messages(2).envelope(message));
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThat(read(cut)).isIn("refused", cut);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageWithAnyCharacterChangedIsRefusedOrExactlyWhatItSays(SignalingMessage message) {
        String text = MessageText.write(new Messages(2).envelope(message));
        Random random = new Random(5);
        for (int i = 0; i < text.length(); i++) {
            for (int bit = 0; bit < 8; bit++) {
                String changed = replaced(text, i, (char) (text.charAt(i) ^ 1 << bit));
                assertThat(read(changed)).isIn("refused", changed);
            }
            String changed = replaced(text, i, (char) random.nextInt(65_536));
            assertThat(read(changed)).isIn("refused", changed);
        }
    }

    private static String replaced(String text, int index, char character) {
        return text.substring(0, index) + character + text.substring(index + 1);
    }

    @Test
    void noiseIsRefusedAndNeverThrows() {
        Random random = new Random(6);
        Messages messages = new Messages(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(MessageText.write(messages.envelope()));
            for (int edits = random.nextInt(6); edits >= 0; edits--) {
                mutate(text, random);
            }
            assertThat(read(text.toString())).isIn("refused", text.toString());
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, (char) (32 + random.nextInt(95)));
            case 2 -> text.insert(at, text.substring(at, at + random.nextInt(text.length() - at)));
            default -> text.setCharAt(at, (char) random.nextInt(256));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 03 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI +3 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 -1 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 1000001 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0OD= AAECAwQFBgcI 3 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODx AAECAwQFBgcI 3 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw short 3 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 ringing x=1 | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 | MALFORMED",
                "calling/1  AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 ringing | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 shout | UNKNOWN_MESSAGE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 mute audio=yes | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 mute audio=1 video=no | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 mute video=no audio=no | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-stop | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-stop round=1001 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-stop round=01 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-decline round=0 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-stop round=1 vssrc=1 | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-request round=0 vssrc=1 vrtx=2 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-request round=1 vssrc=1 | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-request round=1 vssrc=1 vrtx=1 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-accept round=1 vssrc=1 vrtx=4294967296 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-accept round=1 vssrc=1 vrtx=2 vf=av1 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-accept round=1 vssrc=1 vrtx=2 vf=vp8 vf=vp8 | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-accept round=1 vssrc=1 vrtx=2 vf=vp8 vf=h264 vf=vp8 | MALFORMED",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-accept round=1 vssrc=1 vrtx=2 vf=vp8 vfb=remb | BAD_VALUE",
                "calling/1 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 video-accept round=1 vssrc=1 vrtx=2 vfb=transport-cc vfb=transport-cc | MALFORMED",
                "calling/2 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 ringing | UNKNOWN_VERSION",
                "calling/11 AAECAwQFBgcICQoLDA0ODw AAECAwQFBgcI 3 0 ringing | UNKNOWN_VERSION",
                "hello | NOT_OURS",
                "'' | NOT_OURS",
            })
    void whatIsNoMessageIsRefusedByName(String text, Refusal refusal) {
        assertThat(refusal(text)).isEqualTo(refusal);
    }

    @Test
    void aTextThatIsTooLongIsRefusedUnread() {
        assertThat(refusal(HANG_UP + " ".repeat(SignalingChannel.MAX_MESSAGE_CHARACTERS)))
                .isEqualTo(Refusal.TOO_LONG);
    }

    @Test
    void anAcceptIsReadWithAllItSays() {
        assertThat(read(ACCEPT)).isEqualTo(ACCEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "privacy=none",
                "setup=actpass",
                "setup=holdconn",
                "ufrag=abc",
                "ufrag=ab-d",
                "pwd=short",
                "fp=sha-1,00:01:02",
                "fp=sha-256,00:01",
                "pt=95",
                "pt=128",
                "ssrc=4294967296",
                "ssrc=-1",
            })
    void anAcceptWithABadFieldIsRefused(String field) {
        String key = field.substring(0, field.indexOf('='));
        String changed = ACCEPT.replaceFirst(key + "=[^ ]*", field);
        assertThat(refusal(changed)).isEqualTo(Refusal.BAD_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,100,relay.example.com,9,relay",
                "1,100,host.local,9,host",
                "1,100,127.1,9,relay",
                "1,100,0300.0.2.1,9,relay",
                "1,100,192.0.2.1%25eth0,9,relay",
                "1,100,2001:DB8:0:0:0:0:0:1,9,relay",
                "1,100,2001:db8::1,9,relay",
                "1,100,0:0:0:0:0:ffff:c000:201,9,relay",
                "1,100,fe80:0:0:0:0:0:0:1%1,9,relay",
                "1,0,192.0.2.1,9,relay",
                "1,2147483648,192.0.2.1,9,relay",
                "1,100,192.0.2.1,65536,relay",
                "1,100,192.0.2.1,9,tcp",
                "-,100,192.0.2.1,9,relay",
            })
    void L03_onlyCanonicalIpLiteralsAreCandidates(String candidate) {
        assertThat(refusal(ACCEPT + " c=" + candidate)).isEqualTo(Refusal.BAD_VALUE);
    }

    @Test
    void moreCandidatesThanTheBoundAreRefused() {
        String one = " c=1,100,192.0.2.1,9,relay";
        assertThat(read(ACCEPT + one.repeat(SessionParameters.MAX_CANDIDATES)))
                .isNotEqualTo("refused");
        assertThat(refusal(ACCEPT + one.repeat(SessionParameters.MAX_CANDIDATES + 1)))
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void moreFingerprintsThanTheBoundAreRefused() {
        String print = ACCEPT.substring(ACCEPT.indexOf(" fp="), ACCEPT.indexOf(" pt="));
        assertThat(refusal(ACCEPT.replace(print, print.repeat(5)))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(ACCEPT.replace(print, ""))).isEqualTo(Refusal.BAD_VALUE);
    }

    @Test
    void L23_aMessageNeverPrintsItsSecretsOrAddresses() {
        Envelope envelope =
                ((Understood) MessageText.read(ACCEPT + " c=1,100,192.0.2.1,9,relay")).envelope();
        assertThat(envelope.toString())
                .doesNotContain("192.0.2.1")
                .doesNotContain("abcdefghijklmnopqrstuv");
    }

    @Test
    void L03_candidatesNeverPrintTheirAddress() {
        String text =
                HANG_UP.replace("hang-up cause=user", "candidates gen=0 c=1,9,192.0.2.1,9,relay");
        assertThat(MessageText.read(text).toString()).doesNotContain("192.0.2.1");
    }
}
