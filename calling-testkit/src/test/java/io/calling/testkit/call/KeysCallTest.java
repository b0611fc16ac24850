package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.calling.media.MediaKind;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys of a telephone in a whole call: pressed here, told there. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class KeysCallTest {
    private static List<Character> keysHeardBy(Party party) {
        List<Character> heard = new CopyOnWriteArrayList<>();
        party.call().onKey(heard::add);
        return heard;
    }

    @Test
    void keysArriveInBothDirectionsOnAPathThatLosesAFifth() {
        try (CallPair pair = CallPair.inTestTime(9)) {
            pair.connect();
            pair.alice().link().conditions(LinkConditions.delayed(Duration.ofMillis(30)).loss(0.2));
            List<Character> atBob = keysHeardBy(pair.bob());
            List<Character> atAlice = keysHeardBy(pair.alice());

            pair.alice().call().press("159#");
            pair.bob().call().press("0*D");
            pair.expect("keys at Bob", () -> atBob.size() == 4);
            pair.expect("keys at Alice", () -> atAlice.size() == 3);
            pair.pass(Duration.ofSeconds(5));

            assertThat(atBob).containsExactly('1', '5', '9', '#');
            assertThat(atAlice).containsExactly('0', '*', 'D');
        }
    }

    @Test
    void keysArePressedThoughTheMicrophoneIsMuted() {
        try (CallPair pair = CallPair.inTestTime(10)) {
            pair.connect();
            List<Character> heard = keysHeardBy(pair.bob());
            pair.alice().call().mute(MediaKind.AUDIO);
            pair.alice().call().press("7");
            pair.expect("a key at Bob", () -> heard.contains('7'));
            int tone = pair.bob().heard().framesOf(pair.alice().tone());
            pair.pass(Duration.ofSeconds(2));
            assertThat(pair.bob().heard().framesOf(pair.alice().tone())).isEqualTo(tone);
        }
    }

    @Test
    void aListenerThatThrowsKeepsNoOtherFromHearing() {
        try (CallPair pair = CallPair.inTestTime(11)) {
            pair.connect();
            pair.bob()
                    .call()
                    .onKey(
                            key -> {
                                throw new IllegalStateException("a menu burns");
                            });
            List<Character> heard = keysHeardBy(pair.bob());
            pair.alice().call().press("12");
            pair.expect("both keys", () -> heard.equals(List.of('1', '2')));
        }
    }

    @Test
    void whatIsNoKeyIsRefusedAndKeysBeforeThereIsACallAreNothing() {
        try (CallPair pair = CallPair.inTestTime(12)) {
            pair.connect();
            assertThatIllegalArgumentException().isThrownBy(() -> pair.alice().call().press("1 2"));
            pair.alice().call().hangUp();
            pair.pass(Duration.ofSeconds(1));
            pair.alice().call().press("3");
            pair.pass(Duration.ofSeconds(1));
        }
    }
}
