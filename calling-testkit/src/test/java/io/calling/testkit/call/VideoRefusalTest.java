package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.VideoState;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All that whoever asks for video in mid-call can see where a rule allows sound only, to the
 * nanosecond, under a test clock.
 */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class VideoRefusalTest {
    private static final CallPolicy SOUND_ONLY =
            CallPolicy.builder().ringWithoutVideo(Who.contacts()).build();
    private static final CallPolicy ANY_MEDIA = CallPolicy.builder().ring(Who.contacts()).build();

    /** What Alice sees from her request on: packets of hers, messages to her, and the outcome. */
    private record View(List<String> packets, List<String> messages, VideoState state) {}

    @Test
    void L24_aRuleThatForbidsVideoLooksLikeAUserWhoDoesNotLook() {
        View rule = view(SOUND_ONLY, pair -> {});
        View nobody = view(ANY_MEDIA, pair -> {});
        assertThat(rule.messages()).isEqualTo(nobody.messages()).isEmpty();
        assertThat(rule.state())
                .isEqualTo(nobody.state())
                .isEqualTo(new VideoState.Off(VideoState.Off.Cause.UNANSWERED));
        assertThat(rule.packets()).isEqualTo(nobody.packets()).hasSizeGreaterThan(1_000);
    }

    /** Lest the comparison above sees nothing in any case. */
    @Test
    void aUserWhoSaysNoIsHeard() {
        View declined =
                view(
                        ANY_MEDIA,
                        pair -> {
                            pair.bob().awaitVideo(new VideoState.Offered());
                            pair.bob().call().declineVideo();
                        });
        assertThat(declined.messages())
                .isNotEmpty()
                .allMatch(message -> message.contains(" video-decline "));
        assertThat(declined.state()).isEqualTo(new VideoState.Off(VideoState.Off.Cause.DECLINED));
    }

    private static View view(CallPolicy bobs, Consumer<CallPair> react) {
        try (CallPair pair =
                CallPair.builder()
                        .on(VirtualNetwork.on(new TestClock(), 5))
                        .bob(agent -> agent.policy(bobs))
                        .start()) {
            pair.connect();
            pair.pass(Duration.ofSeconds(10)); // all that belongs to the beginning is said
            int packets = packets(pair).size();
            int messages = messages(pair).size();
            pair.alice().call().requestVideo(pair.alice().newVideo());
            react.accept(pair);
            pair.pass(Duration.ofSeconds(70));
            VideoState state = pair.alice().call().video();
            return new View(
                    packets(pair).subList(packets, packets(pair).size()),
                    messages(pair).subList(messages, messages(pair).size()),
                    state);
        }
    }

    private static List<String> messages(CallPair pair) {
        return pair.signaling().messages().stream()
                .filter(message -> message.to().equals(pair.alice().id()))
                .map(message -> message.text())
                .toList();
    }

    private static List<String> packets(CallPair pair) {
        return pair.virtualNetwork().orElseThrow().log().packets().stream()
                .filter(packet -> packet.place().equals(pair.alice().id().value()))
                .map(VideoRefusalTest::line)
                .toList();
    }

    private static String line(LoggedPacket packet) {
        return packet.at() + " " + packet.direction() + " " + packet.payload().length();
    }
}
