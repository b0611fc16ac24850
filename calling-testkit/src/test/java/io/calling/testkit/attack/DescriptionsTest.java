package io.calling.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A peer that reads our descriptions closely: two hosts as different as can be say the same but for
 * what is random, and nothing random is said twice.
 */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class DescriptionsTest {
    private static final String[] ONE = {"192.0.2.17"};
    private static final String[] MANY = {
        "198.51.100.34", "10.7.7.7", "192.168.44.1", "172.16.5.5", "2001:db8:7::34", "100.64.3.3"
    };

    /** What is random in a line, as a group. */
    private static final List<Pattern> RANDOM =
            Stream.of(
                            "o=- (\\d+) 0 IN IP4 127\\.0\\.0\\.1",
                            "a=ice-ufrag:(\\S+)",
                            "a=ice-pwd:(\\S+)",
                            "a=fingerprint:sha-256 (\\S+)",
                            "a=ssrc:(\\d+) cname:\\S+",
                            "a=ssrc:\\d+ cname:(\\S+)",
                            "a=ssrc:(\\d+) msid:\\S+ \\S+",
                            "a=ssrc-group:FID (\\d+) \\d+",
                            "a=ssrc-group:FID \\d+ (\\d+)",
                            "a=msid:(\\S+) \\S+",
                            "a=msid:\\S+ (\\S+)",
                            "a=candidate:\\d+ 1 udp \\d+ 203\\.0\\.113\\.9 (\\d+) typ relay.*")
                    .map(Pattern::compile)
                    .toList();

    private EndpointWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new EndpointWorld();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private String offer(String host, String... addresses) throws Exception {
        return EndpointWorld.description(EndpointWorld.offer(world.endpoint(host, addresses)));
    }

    private String answer(String host, String offer, String... addresses) throws Exception {
        return EndpointWorld.description(
                EndpointWorld.answer(world.endpoint(host, addresses), offer));
    }

    @Test
    void L31_neitherInterfacesNorTheirKindsShowInAnOffer() throws Exception {
        String one = offer("laptop-of-alice", ONE);
        String many = offer("server-of-bob", MANY);

        assertThat(withoutRandomness(one)).isEqualTo(withoutRandomness(many));
        assertThat(one + many)
                .doesNotContain("network-cost", "network-id", "generation", "label", "mslabel");
    }

    @Test
    void L31_nothingRandomIsSaidInTwoCalls() throws Exception {
        Set<String> first = randomness(offer("laptop-of-alice", ONE));
        Set<String> second = randomness(offer("server-of-bob", MANY));

        assertThat(first).isNotEmpty().doesNotContainAnyElementsOf(second);
    }

    @Test
    void L31_neitherInterfacesNorTheirKindsShowInAnAnswer() throws Exception {
        String offer = offer("caller", "198.51.100.99");
        String one = answer("laptop-of-alice", offer, ONE);
        String many = answer("server-of-bob", offer, MANY);

        assertThat(withoutRandomness(one)).isEqualTo(withoutRandomness(many));
    }

    @Test
    void L08_noDescriptionNamesAProductAVersionOrAMachine() throws Exception {
        String offer = offer("laptop-of-alice", ONE);
        String answer = answer("server-of-bob", offer, MANY);

        for (String line : (offer + answer).toLowerCase(Locale.ROOT).lines().toList()) {
            assertThat(line)
                    .doesNotContain("calling", "ice4j", "jitsi", "bouncy", "java", "a=tool")
                    .doesNotContain("laptop-of-alice", "server-of-bob")
                    .doesNotContain("user@", "localhost");
            assertThat(line).doesNotStartWith("i=").doesNotStartWith("u=").doesNotStartWith("e=");
        }
        assertThat(offer.lines().filter(line -> line.startsWith("c=")))
                .containsOnly("c=IN IP4 0.0.0.0");
        assertThat(answer.lines().filter(line -> line.startsWith("s="))).containsOnly("s=-");
    }

    @Test
    void L02_L09_theOnlyAddressInADescriptionIsTheRelays() throws Exception {
        String offer = offer("server-of-bob", MANY);
        String answer = answer("laptop-of-alice", offer, ONE);

        for (String text : List.of(offer, answer)) {
            assertThat(text).doesNotContain(ONE).doesNotContain(MANY);
            assertThat(Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+").matcher(text).results())
                    .extracting(found -> found.group())
                    .containsOnly("127.0.0.1", "0.0.0.0", EndpointWorld.RELAY);
            assertThat(text.lines().filter(line -> line.startsWith("a=candidate:")))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" typ relay raddr 0.0.0.0 rport 9"));
        }
    }

    @Test
    void L10_foundationAndPrioritySayTheOrderOfArrivalOnly() throws Exception {
        Pattern opaque = Pattern.compile("a=candidate:(\\d+) 1 udp (\\d+) .*");
        Set<String> seen = new HashSet<>();
        for (String text : List.of(offer("laptop-of-alice", ONE), offer("server-of-bob", MANY))) {
            text.lines()
                    .map(opaque::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> seen.add(line.group(1) + " " + line.group(2)));
        }
        assertThat(seen).containsExactly("1 16776959");
    }

    private static List<String> withoutRandomness(String text) {
        return text.lines().map(DescriptionsTest::withoutRandomnessIn).toList();
    }

    private static String withoutRandomnessIn(String line) {
        String rest = line;
        for (Pattern pattern : RANDOM) {
            Matcher matcher = pattern.matcher(rest);
            if (matcher.matches()) {
                rest = rest.substring(0, matcher.start(1)) + "*" + rest.substring(matcher.end(1));
            }
            if (rest.startsWith("a=ssrc:*") || rest.startsWith("a=ssrc-group:FID *")) {
                return rest.replaceAll("\\d{3,}|(?<=cname:)\\S+|(?<=msid:).*", "*");
            }
            rest = rest.startsWith("a=msid:*") ? "a=msid:* *" : rest;
        }
        return rest;
    }

    private static Set<String> randomness(String text) {
        Set<String> found = new HashSet<>();
        text.lines()
                .filter(line -> !line.startsWith("a=candidate:"))
                .forEach(
                        line ->
                                RANDOM.stream()
                                        .map(pattern -> pattern.matcher(line))
                                        .filter(Matcher::matches)
                                        .map(matcher -> matcher.group(1))
                                        .filter(value -> !value.equals("-"))
                                        .forEach(found::add));
        return found;
    }
}
