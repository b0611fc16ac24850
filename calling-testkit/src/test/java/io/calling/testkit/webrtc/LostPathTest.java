package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.media.MediaKind;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A peer that vanishes without a word while an ICE restart waits for its answer. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class LostPathTest {
    private RelayedSessions call;

    @BeforeEach
    void call() throws Exception {
        call = new RelayedSessions(9, Set.of(MediaKind.AUDIO));
    }

    private void vanish() {
        call.hostOfBob.links().forEach(call.hostOfBob::detach);
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
                        call.world.await(
                                Duration.ofSeconds(30),
                                () -> call.alice.ended().toCompletableFuture().isDone()))
                .isTrue();
        assertThat(call.alice.state()).isEqualTo(new CallState.Ended(reason));
        assertThat(call.endpointOfAlice.sessions()).isZero();
        call.world.pass(RelayedSessions.SOON);
        assertThat(call.relay.allocations()).isLessThanOrEqualTo(ofBob);
    }

    @Test
    void aRestartThatNobodyAnswersDoesNotKeepTheSession() {
        call.now(call.alice.restartIce());
        vanish();

        assertAliceIsToldAndHoldsNothing();
    }

    @Test
    void norDoesOneThatIsTakenBack() {
        call.now(call.alice.restartIce());
        vanish();
        call.world.pass(Duration.ofSeconds(40));
        call.alice.rollback();

        assertAliceIsToldAndHoldsNothing();
    }

    /** Bob has answered, and is gone before the first check on the new path. */
    @Test
    void norDoesOneThatWasAnsweredJustBefore() throws Exception {
        String answer = call.now(call.bob.answer(call.now(call.alice.restartIce())));
        vanish();
        call.alice.accept(answer);

        assertAliceIsToldAndHoldsNothing(EndReason.NO_PATH);
    }

    /** Bob starts ICE anew, and is gone before he has our answer. */
    @Test
    void norDoesOneThatThePeerAskedFor() {
        String offer = call.now(call.bob.restartIce());
        vanish();
        String answer = call.now(call.alice.answer(offer));
        assertThat(answer).contains("a=candidate:");

        assertAliceIsToldAndHoldsNothing(EndReason.NO_PATH);
    }
}
