package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.media.MediaKind;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mute in a whole call: the peer is told by signaling, and whoever watches the wire is not. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class MuteCallTest {
    /** Sizes of what Alice sends in the next seconds, and how often each. */
    private static Map<Integer, Long> sizes(CallPair pair, int seconds) {
        Duration from = pair.elapsed();
        pair.pass(Duration.ofSeconds(seconds));
        return pair.network().log().packets().stream()
                .filter(packet -> packet.at().compareTo(from) > 0)
                .filter(packet -> packet.place().equals("alice"))
                .filter(packet -> packet.direction() == LoggedPacket.Direction.UP)
                .map(packet -> packet.payload().length())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static int mostFrequent(Map<Integer, Long> sizes) {
        return sizes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    @Test
    void theOtherSideKnowsWhatTheWireDoesNotShow() {
        try (CallPair pair = CallPair.inTestTime(4)) {
            pair.connect();
            pair.bob().awaitHearing(pair.alice().tone());
            Map<Integer, Long> speaking = sizes(pair, 10);

            pair.alice().call().mute(MediaKind.AUDIO);
            pair.expect(
                    "Bob to be told",
                    () -> pair.bob().call().mutedByPeer().equals(Set.of(MediaKind.AUDIO)));
            pair.pass(Duration.ofSeconds(1));
            int heard = pair.bob().heard().framesOf(pair.alice().tone());
            Map<Integer, Long> muted = sizes(pair, 10);
            assertThat(pair.bob().heard().framesOf(pair.alice().tone())).isEqualTo(heard);

            int frame = mostFrequent(speaking);
            assertThat(mostFrequent(muted)).isEqualTo(frame);
            assertThat(muted.get(frame)).isBetween(499L, 501L);
            assertThat(speaking.get(frame)).isBetween(499L, 501L);

            pair.alice().call().unmute(MediaKind.AUDIO);
            pair.expect("Bob to be told", () -> pair.bob().call().mutedByPeer().isEmpty());
            pair.expect("sound", () -> pair.bob().heard().framesOf(pair.alice().tone()) > heard);
        }
    }
}
