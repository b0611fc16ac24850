package io.calling.rtp;

import static io.calling.rtp.JitterBuffer.Step.FRAME;
import static io.calling.rtp.JitterBuffer.Step.IDLE;
import static io.calling.rtp.JitterBuffer.Step.LOST;
import static io.calling.rtp.JitterBuffer.Step.LOST_BEFORE_PACKET;
import static io.calling.rtp.JitterBuffer.Step.PAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class JitterBufferTest {
    private final JitterBufferHarness buffer = new JitterBufferHarness();

    @Test
    void nothingIsPlayedBeforeTheFirstPacketHasWaited() {
        assertThat(buffer.step()).isEqualTo(IDLE);
        buffer.receive(1);
        assertThat(buffer.step()).isEqualTo(IDLE);
        buffer.pass(40);
        assertThat(buffer.step()).isEqualTo(FRAME);
        assertThat(buffer.number()).isEqualTo(1);
    }

    @Test
    void framesComeInOrderHoweverTheyArrived() {
        buffer.receive(2, 1, 5, 4, 3, 6);
        buffer.pass(40);

        assertThat(buffer.play(6)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aPacketFromBeforeTheFirstOneHasItsPlaceUntilSomethingWasPlayed() {
        buffer.receive(65_535, 65_534);
        buffer.pass(40);
        assertThat(buffer.play(2)).containsExactly(65_534, 65_535);

        buffer.receive(65_533);
        assertThat(buffer.step()).isEqualTo(LOST);
    }

    @Test
    void aMissingFrameIsLostAndTheOneBehindItIsThereToRecoverItFrom() {
        buffer.receive(1, 4);
        buffer.pass(40);

        assertThat(buffer.step()).isEqualTo(FRAME);
        assertThat(buffer.step()).isEqualTo(LOST);
        assertThat(buffer.step()).isEqualTo(LOST_BEFORE_PACKET);
        assertThat(buffer.number()).isEqualTo(4);
        assertThat(buffer.step()).isEqualTo(FRAME);
        assertThat(buffer.number()).isEqualTo(4);
    }

    @Test
    void duplicatesAreDroppedBeforeAndAfterTheirFrameWasPlayed() {
        buffer.receive(1, 1, 2, 2);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        buffer.receive(1);

        assertThat(buffer.play(1)).containsExactly(2);
        assertThat(buffer.discarded()).isEqualTo(3);
    }

    @Test
    void aFrameWhoseTimeHasPassedIsDropped() {
        buffer.receive(1, 3);
        buffer.pass(40);
        assertThat(buffer.step()).isEqualTo(FRAME);
        assertThat(buffer.step()).isEqualTo(LOST_BEFORE_PACKET);
        buffer.receive(2);

        assertThat(buffer.play(1)).containsExactly(3);
        assertThat(buffer.discarded()).isEqualTo(1);
    }

    @Test
    void packetsThatAreLateRatherThanLostArePlayedLater() {
        buffer.receive(1);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        assertThat(buffer.step()).isEqualTo(LOST);
        buffer.receive(2, 3);

        assertThat(buffer.play(2)).containsExactly(2, 3);
    }

    @Test
    void packetsThatWereLostWhileNothingCameAreNotWaitedForAgain() {
        buffer.receive(1);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        assertThat(buffer.step()).isEqualTo(LOST);
        assertThat(buffer.step()).isEqualTo(LOST);
        buffer.receive(4);

        assertThat(buffer.play(1)).containsExactly(4);
    }

    @Test
    void aPauseOfTheSenderIsNoLoss() {
        buffer.receive(1);
        buffer.receiveSent(2, 6);
        buffer.pass(40);

        assertThat(buffer.play(1)).containsExactly(1);
        assertThat(buffer.step()).isEqualTo(PAUSE);
    }

    @Test
    void aPauseIsCutShortWhenTheDelayIsHigherThanNeeded() {
        buffer.receive(1);
        buffer.receiveSent(2, 4);
        buffer.pass(40 + 60);

        assertThat(buffer.play(2)).containsExactly(1, 2);
    }

    @Test
    void afterALongSilenceTheDelayBuildsUpAnew() {
        buffer.receive(1);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        for (int i = 0; i < 150; i++) {
            assertThat(buffer.step()).isEqualTo(LOST);
        }
        buffer.receiveNow(152, 152 * 960);
        assertThat(buffer.step()).isEqualTo(LOST);
        assertThat(buffer.play(1)).containsExactly(152);
    }

    @Test
    void aBacklogIsCutToTheDelayThatIsNeeded() {
        buffer.receive(1);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        buffer.pass(1_000);
        for (int i = 2; i <= 50; i++) {
            buffer.receiveNow(i, i * 960);
        }

        assertThat(buffer.step()).isEqualTo(FRAME);
        assertThat(buffer.number()).isGreaterThan(20);
        assertThat(buffer.delayMillis()).isLessThanOrEqualTo(500);
    }

    @Test
    void oneFarSequenceNumberIsAnAccidentAndTwoAreARestart() {
        buffer.receive(1, 2, 3);
        buffer.pass(40);
        buffer.receiveNow(30_000, 5);
        assertThat(buffer.play(2)).containsExactly(1, 2);

        buffer.receiveNow(40_000, 77_000_000);
        buffer.receiveNow(40_001, 77_000_960);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(40_001);
    }

    @Test
    void aJumpAfterEverythingWasPlayedIsTakenAtOnce() {
        buffer.receive(1);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        buffer.pass(9_980);
        buffer.receiveNow(501, 501 * 960);
        buffer.pass(40);

        assertThat(buffer.play(1)).containsExactly(501);
    }

    @Test
    void anotherSourceBeginsAnew() {
        buffer.receive(1, 2);
        buffer.pass(40);
        assertThat(buffer.play(1)).containsExactly(1);
        buffer.changeSource();
        buffer.receive(9_000);
        assertThat(buffer.step()).isEqualTo(IDLE);
        buffer.pass(40);

        assertThat(buffer.play(1)).containsExactly(9_000);
    }

    @Test
    void timestampsThatJumpDoNotStopTheSound() {
        int[] timestamps = {0, 960, 1_000_000, 1_000_960, -70_000_000, 12, 2_000_000_000};
        for (int i = 0; i < timestamps.length; i++) {
            buffer.receiveNow(i, timestamps[i]);
            buffer.pass(20);
        }
        buffer.pass(40);

        assertThat(buffer.play(10)).contains(6);
    }

    @Test
    void aPacketLastsAsLongAsItSays() {
        buffer.duration(3 * 960);
        buffer.receiveSent(1, 0);
        buffer.receiveSent(3, 6);
        buffer.pass(40);

        assertThat(buffer.step()).isEqualTo(FRAME);
        assertThat(buffer.stepTicks()).isEqualTo(3 * 960);
        assertThat(buffer.step()).isEqualTo(LOST_BEFORE_PACKET);
        assertThat(buffer.stepTicks()).isEqualTo(3 * 960);
    }

    @Test
    void aStepWithoutPacketHasNone() {
        buffer.step();

        assertThatIllegalStateException().isThrownBy(buffer::number);
    }

    @Test
    void packetsWithoutSoundAreNotMissedBetweenFrames() {
        buffer.receive(1);
        buffer.receiveEmpty(2, 3, 4);
        buffer.receive(5, 6);
        buffer.pass(40);

        assertThat(buffer.play(1)).containsExactly(1);
        assertThat(buffer.step()).isEqualTo(PAUSE);
        assertThat(buffer.step()).isEqualTo(PAUSE);
        assertThat(buffer.play(2)).containsExactly(5, 6);
        assertThat(buffer.discarded()).isZero();
    }

    @Test
    void packetsWithoutSoundAreNotMissedWhileNothingElseIsThere() {
        buffer.receive(1);
        buffer.receiveEmpty(2);
        buffer.pass(40);

        assertThat(buffer.play(1)).containsExactly(1);
        assertThat(buffer.step()).isEqualTo(PAUSE);
        assertThat(buffer.step()).isEqualTo(LOST);
    }

    @Test
    void whatGotLostAmongPacketsWithoutSoundIsLost() {
        buffer.receive(1);
        buffer.receiveEmpty(2, 4);
        buffer.receive(5);
        buffer.pass(40);

        assertThat(buffer.play(1)).containsExactly(1);
        assertThat(buffer.step()).isEqualTo(LOST);
        assertThat(buffer.step()).isEqualTo(PAUSE);
    }

    @Test
    void packetsWithoutSoundFromNowhereChangeNothing() {
        buffer.receiveEmpty(9);
        buffer.receive(1, 2);
        buffer.receiveEmpty(500, 40_000);
        buffer.changeSource();
        buffer.receiveEmpty(3);
        buffer.pass(40);

        assertThat(buffer.play(2)).containsExactly(1, 2);
        assertThat(buffer.step()).isEqualTo(LOST);
    }

    @Test
    void aFrameShouldBecomeShorterByNoMoreThanWhatTheDelayIsTooHighBy() {
        settle();
        buffer.pass(13);
        buffer.play(1);

        assertThat(buffer.wantedMillis()).isBetween(-13.0, -10.0);
    }

    @Test
    void aDelayThatIsHardlyTooHighIsLeftAsItIs() {
        settle();
        buffer.pass(4);
        buffer.play(1);

        assertThat(buffer.wantedMillis()).isZero();
    }

    @Test
    void aFrameShouldBecomeLongerUntilTheDelayIsNoLongerTooLow() {
        settle();
        buffer.pass(-6);
        buffer.play(1);

        assertThat(buffer.wantedMillis()).isBetween(6.0, 9.0);
    }

    @Test
    void betweenTwoChangesAreFramesThatStayAsTheyAre() {
        settle();
        buffer.pass(13);
        buffer.play(1);
        buffer.buffer.onPaceChanged();

        buffer.play(1);
        assertThat(buffer.wantedMillis()).isZero();
        buffer.play(2);
        assertThat(buffer.wantedMillis()).isNegative();
    }

    /** An even network; the next packet will have waited for as long as it should. */
    private void settle() {
        for (int i = 0; i < 20; i++) {
            buffer.receive(i);
        }
        buffer.pass(20);
        buffer.play(10);
    }
}
