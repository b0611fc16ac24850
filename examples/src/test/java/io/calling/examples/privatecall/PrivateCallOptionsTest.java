package io.calling.examples.privatecall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.calling.examples.HostPort;
import io.calling.examples.UsageException;
import io.calling.examples.privatecall.PrivateCallOptions.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateCallOptionsTest {
    @Test
    void theDefaultIsBothPartiesThroughTheEmbeddedRelay() throws UsageException {
        PrivateCallOptions options = parse();
        assertThat(options.role()).isEqualTo(Role.BOTH);
        assertThat(options.relay()).isEmpty();
        assertThat(options.noRelay()).isFalse();
        assertThat(options.corrupt()).isEmpty();
        assertThat(options.out()).isEqualTo(Path.of("."));
    }

    @Test
    void readsARelayWithCredentials() throws UsageException {
        PrivateCallOptions options =
                parse("--relay", "turn:192.0.2.1:4000", "--username", "u", "--password", "p");
        assertThat(options.relay().orElseThrow().uri().port()).isEqualTo(4000);
        assertThat(options.relay().orElseThrow().username()).isEqualTo("u");
    }

    @Test
    void readsASingleRole() throws UsageException {
        PrivateCallOptions options =
                parse(
                        "--role=bob",
                        "--signaling=[2001:db8::1]:900",
                        "--relay=turn:192.0.2.1",
                        "--username=u",
                        "--password=p");
        assertThat(options.role()).isEqualTo(Role.BOB);
        assertThat(options.signaling()).contains(new HostPort("2001:db8::1", 900));
    }

    @Test
    void readsWhatToCorrupt() throws UsageException {
        assertThat(parse("--corrupt").corrupt()).contains(Damage.ANY);
        assertThat(parse("--corrupt=media").corrupt()).contains(Damage.MEDIA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--frobnicate | Unknown option '--frobnicate'.",
                "now | Unexpected argument 'now'.",
                "--out | Option '--out' needs a value.",
                "--out a --out b | Option '--out' is given twice.",
                "--role carol | Option '--role' does not know 'carol'.",
                "--role alice | Option '--role' needs '--signaling' as well.",
                "--role alice --signaling h:1 | Option '--role' needs '--relay', which both sides"
                        + " reach.",
                "--signaling h:1 | Option '--signaling' needs '--role alice' or '--role bob'.",
                "--signaling h | Option '--signaling' wants HOST:PORT, not 'h'.",
                "--signaling h:99999 | Option '--signaling' wants HOST:PORT, not 'h:99999'.",
                "--relay turn:h | Option '--relay' needs '--username' as well.",
                "--relay turn:h --username u | Option '--relay' needs '--password' as well.",
                "--username u | Option '--username' makes no sense without '--relay'.",
                "--relay turns:h --username u --password p | Option '--relay' wants UDP here, since"
                        + " each packet is searched for addresses.",
                "--corrupt=tea | Option '--corrupt' does not know 'tea'.",
                "--corrupt --no-relay | Option '--corrupt' needs the embedded relay.",
                "--relay turn:h --username u --password p --no-relay | Options '--relay' and"
                        + " '--no-relay' exclude each other."
            })
    void refusesInOneSentence(String arguments, String sentence) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(arguments.split(" ")))
                .withMessage(sentence);
    }

    @Test
    void refusesAMalformedRelayWithTheReason() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse("--relay", "http://h", "--username=u", "--password=p"))
                .withMessageStartingWith("Option '--relay': ");
    }

    private static PrivateCallOptions parse(String... arguments) throws UsageException {
        return PrivateCallOptions.parse(List.of(arguments));
    }
}
