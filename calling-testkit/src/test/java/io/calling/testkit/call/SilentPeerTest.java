package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.CallState.Active;
import io.calling.CallState.Connecting;
import io.calling.CallState.Ended;
import io.calling.CallState.Reconnecting;
import io.calling.CallState.Ringing;
import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole calls under a test clock whose peer crashes, loses power, or is gone for a while. */
@ExtendWith({
    CallStoryExtension.class,
    ThreadLeakExtension.class,
    SocketLeakExtension.class,
    LogLeakExtension.class
})
class SilentPeerTest {
    /** From the last word of the peer. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private CallPair pair = CallPair.inTestTime(1);

    @AfterEach
    void close() {
        pair.close();
    }

    private void talk(long seed) {
        pair.close();
        pair = CallPair.inTestTime(seed);
        pair.connect();
        pair.pass(Duration.ofSeconds(20).plusMillis(700 * seed));
    }

    private void bobIsGone() {
        pair.bob().link().cut();
        pair.signaling().lose(message -> message.from().equals(pair.bob().id()));
    }

    private void bobIsBack() {
        pair.bob().link().heal();
        pair.signaling().behave();
    }

    private void hearsAgain(Party listener, Party speaker) {
        int before = listener.heard().framesOf(speaker.tone());
        pair.expect("sound", () -> listener.heard().framesOf(speaker.tone()) > before + 100);
    }

    /** Wherever in the rhythm of the consent it happens. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aHalfDeadCallEndsAtThePeerWithinThirtySeconds(long seed) {
        talk(seed);
        Duration last = pair.elapsed();
        bobIsGone();
        assertThat(pair.alice().awaitEnd(DEADLINE.multipliedBy(3))).isEqualTo(EndReason.PEER_LOST);
        assertThat(pair.elapsed().minus(last)).isBetween(DEADLINE.minusSeconds(1), DEADLINE);
        assertThat(pair.bob().awaitEnd(DEADLINE)).isEqualTo(EndReason.PEER_LOST);
    }

    @Test
    void thatThePeerIsSilentIsToldWithinTenSeconds() {
        talk(7);
        bobIsGone();
        pair.pass(Duration.ofSeconds(6));
        assertThat(pair.alice().call().state()).isEqualTo(new Active());
        pair.pass(Duration.ofSeconds(4));
        assertThat(pair.alice().call().state()).isEqualTo(new Reconnecting());
        Ended end = new Ended(EndReason.PEER_LOST);
        pair.expect("the end", DEADLINE, () -> pair.alice().states().contains(end));
        assertThat(pair.alice().states()).endsWith(new Active(), new Reconnecting(), end);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 20})
    void anOutageHeals(int seconds) {
        talk(8);
        bobIsGone();
        pair.pass(Duration.ofSeconds(seconds));
        bobIsBack();
        hearsAgain(pair.alice(), pair.bob());
        hearsAgain(pair.bob(), pair.alice());
        assertThat(pair.alice().call().state()).isEqualTo(new Active());
        assertThat(pair.bob().call().state()).isEqualTo(new Active());
        List<CallState> calm =
                List.of(new Ringing(false), new Ringing(true), new Connecting(), new Active());
        if (seconds < 7) {
            assertThat(calm).containsAll(pair.alice().states());
        } else {
            assertThat(pair.alice().states()).endsWith(new Reconnecting(), new Active());
        }
    }

    /** What was waited for once counts for nothing the next time. */
    @Test
    void eachSilenceHasADeadlineOfItsOwn() {
        talk(9);
        for (int i = 0; i < 4; i++) {
            bobIsGone();
            pair.pass(Duration.ofSeconds(12));
            bobIsBack();
            hearsAgain(pair.alice(), pair.bob());
        }
        assertThat(pair.alice().call().state()).isEqualTo(new Active());
    }
}
