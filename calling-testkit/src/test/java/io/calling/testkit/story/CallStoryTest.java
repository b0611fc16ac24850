package io.calling.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.testkit.CallPair;
import io.calling.testkit.net.LinkConditions;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A call is told from its first message to its last, without an address in it. */
class CallStoryTest {
    private static CallStory ofATalk(long seed) {
        try (CallPair pair = CallPair.inTestTime(seed)) {
            pair.alice().link().conditions(LinkConditions.PERFECT.loss(0.05));
            pair.connect();
            pair.pass(Duration.ofMinutes(10));
            pair.alice().call().hangUp();
            pair.bob().awaitEnd();
            return pair.story();
        }
    }

    private static Document svg(CallStory story) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(story.toSvg())));
    }

    @Test
    void itTellsOfSignalingRelaysChecksHandshakeAndMedia() {
        String text = ofATalk(4).toText();
        assertThat(text)
                .contains("seed 4")
                .containsSubsequence(
                        "alice → relay        TURN      Allocate",
                        "alice → bob          SIGNALING invite",
                        "rings for alice",
                        "bob → alice          SIGNALING accept",
                        "STUN      Binding",
                        "DTLS      ClientHello",
                        "Active",
                        "× SRTP",
                        "Ended, HUNG_UP");
        assertThat(text).containsPattern("\\d+ × SRTP, \\d+ lost, until \\d+\\.\\d{3}");
    }

    @Test
    void itSaysNoAddress() {
        CallStory story = ofATalk(4);
        assertThat(story.toText() + story.toSvg())
                .doesNotContain("192.0.2.")
                .doesNotContain("198.51.100.")
                .doesNotContain("203.0.113.");
    }

    @Test
    void aLongCallIsToldInFewLines() {
        assertThat(ofATalk(4).toText().lines().count()).isLessThan(300);
    }

    @Test
    void oneSeedHasOneStory() {
        assertThat(ofATalk(5).toText()).isEqualTo(ofATalk(5).toText());
    }

    @Test
    void theDiagramIsWellFormedAndHasAColumnForEach() throws Exception {
        CallStory story = ofATalk(4);
        assertThat(svg(story).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(story.participants()).containsExactlyInAnyOrder("alice", "bob", "relay");
        assertThat(story.toSvg())
                .contains(">alice</text>")
                .contains("class=\"arrow DTLS\"")
                .contains("class=\"arrow SIGNALING\"");
    }

    @Test
    void ofTooManyStepsTheMiddleIsLeftOut() throws Exception {
        List<Step> steps =
                IntStream.range(0, 1_000)
                        .mapToObj(
                                i ->
                                        Step.once(
                                                Duration.ofMillis(i),
                                                0,
                                                "a<b",
                                                "c",
                                                Step.Kind.SIGNALING,
                                                "message " + i))
                        .toList();
        CallStory story = CallStory.of("many & more", steps);
        Document svg = svg(story);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(400);
        assertThat(story.toSvg()).contains("600 steps not drawn").contains("message 999");
    }
}
