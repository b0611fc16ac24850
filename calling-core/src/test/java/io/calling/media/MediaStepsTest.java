package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MediaStepsTest {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private int ends;
    private long length = 1;
    private boolean rejecting;
    private boolean failing;
    private final MediaSteps steps =
            new MediaSteps(
                    this::take,
                    5,
                    new MediaSteps.Listener() {
                        @Override
                        public long onStep(long step) {
                            done.add(step);
                            if (failing) {
                                throw new OutOfMemoryError();
                            }
                            return length;
                        }

                        @Override
                        public void onEnd() {
                            ends++;
                        }
                    });

    @Test
    void eachStepIsRunOnceAndInOrder() {
        for (long step = 0; step < 3; step++) {
            steps.request(step);
            runTasks();
        }
        assertThat(done).containsExactly(0L, 1L, 2L);
    }

    @Test
    void oneTaskWaitsHoweverFarTheExecutorIsBehind() {
        for (long step = 0; step < 3; step++) {
            steps.request(step);
        }
        assertThat(tasks).hasSize(1);
        runTasks();

        assertThat(done).containsExactly(0L, 1L, 2L);
    }

    @Test
    void stepsThatAreTooOldAreLeftOut() {
        steps.request(0);
        runTasks();
        steps.request(100);
        runTasks();

        assertThat(done).containsExactly(0L, 95L, 96L, 97L, 98L, 99L, 100L);
    }

    @Test
    void aStepBeginsWhereTheOneBeforeEnds() {
        length = 3;
        steps.request(7);
        runTasks();

        assertThat(done).containsExactly(2L, 5L);
        assertThat(steps.next()).isEqualTo(8);
    }

    @Test
    void whatIsNotYetDueIsNotRun() {
        length = 3;
        steps.request(0);
        runTasks();
        steps.request(2);
        runTasks();

        assertThat(done).containsExactly(0L);
    }

    @Test
    void afterTheEndThereIsNoStep() {
        steps.request(0);
        steps.end();
        steps.end();
        runTasks();
        steps.request(1);
        runTasks();

        assertThat(done).isEmpty();
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void anExecutorThatHasEndedDoesNotKeepThingsFromBeingClosed() {
        rejecting = true;
        steps.request(0);
        steps.end();

        assertThat(done).isEmpty();
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void aStepThatThrowsDoesNotKeepThingsFromBeingClosed() {
        failing = true;
        steps.request(0);
        assertThatThrownBy(this::runTasks).isInstanceOf(OutOfMemoryError.class);
        steps.end();
        runTasks();

        assertThat(ends).isEqualTo(1);
    }

    private void take(Runnable task) {
        if (rejecting) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }
}
