package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.media.MediaKind;
import io.calling.testkit.SessionPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A peer that vanishes without a word while an ICE restart waits for its answer. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class LostPathTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private SessionPair call;

    @BeforeEach
    void call() {
        call = SessionPair.inTestTime(9, MediaKind.AUDIO);
        call.connect();
    }

    private void vanish() {
        call.bob().host().links().forEach(call.bob().host()::detach);
    }

    @AfterEach
    void close() {
        call.close();
    }

    private void assertAliceIsToldAndHoldsNothing() {
        assertAliceIsToldAndHoldsNothing(EndReason.PEER_LOST);
    }

    private void assertAliceIsToldAndHoldsNothing(EndReason reason) {
        int ofBob = 2; // the one in use, and the one of a restart
        assertThat(
                        call.network()
                                .await(
                                        Duration.ofSeconds(30),
                                        () ->
                                                call.alice()
                                                        .session()
                                                        .ended()
                                                        .toCompletableFuture()
                                                        .isDone()))
                .isTrue();
        assertThat(call.alice().session().state()).isEqualTo(new CallState.Ended(reason));
        assertThat(call.alice().endpoint().sessions()).isZero();
        call.pass(SOON);
        assertThat(call.relay().allocations()).isLessThanOrEqualTo(ofBob);
    }

    @Test
    void aRestartThatNobodyAnswersDoesNotKeepTheSession() {
        call.await(call.alice().session().restartIce());
        vanish();

        assertAliceIsToldAndHoldsNothing();
    }

    @Test
    void norDoesOneThatIsTakenBack() {
        call.await(call.alice().session().restartIce());
        vanish();
        call.pass(Duration.ofSeconds(40));
        call.alice().session().rollback();

        assertAliceIsToldAndHoldsNothing();
    }

    /** Bob has answered, and is gone before the first check on the new path. */
    @Test
    void norDoesOneThatWasAnsweredJustBefore() throws Exception {
        String answer =
                call.await(
                        call.bob()
                                .session()
                                .answer(call.await(call.alice().session().restartIce())));
        vanish();
        call.alice().session().accept(answer);

        assertAliceIsToldAndHoldsNothing(EndReason.NO_PATH);
    }

    /** Bob starts ICE anew, and is gone before he has our answer. */
    @Test
    void norDoesOneThatThePeerAskedFor() {
        String offer = call.await(call.bob().session().restartIce());
        vanish();
        String answer = call.await(call.alice().session().answer(offer));
        assertThat(answer).contains("a=candidate:");

        assertAliceIsToldAndHoldsNothing(EndReason.NO_PATH);
    }
}
