package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final long PATIENCE_SECONDS = 30;

    private final Worker worker = new Worker("calling-test");

    @AfterEach
    void close() {
        worker.shutDown();
        worker.join();
    }

    /** Waits until the worker has run everything up to here; what {@code task} gave. */
    private <T> T run(java.util.function.Supplier<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        worker.execute(() -> result.complete(task.get()));
        return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void tasksRunOnOneThreadOfItsNameInOrder() throws Exception {
        List<String> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            worker.execute(() -> threads.add(Thread.currentThread().getName()));
        }
        run(() -> null);
        assertThat(threads).hasSize(100).containsOnly("calling-test");
        assertThat(run(worker::isCurrent)).isTrue();
        assertThat(worker.isCurrent()).isFalse();
    }

    @Test
    void whatATaskThrowsIsToldAndTheNextOneRunsOnTheSameThread() throws Exception {
        Thread thread = run(Thread::currentThread);
        List<Throwable> told = new ArrayList<>();
        thread.setUncaughtExceptionHandler((where, what) -> told.add(what));
        worker.execute(
                () -> {
                    throw new IllegalStateException("a listener's");
                });
        assertThat(run(Thread::currentThread)).isSameAs(thread);
        assertThat(told).hasSize(1);
    }

    @Test
    void aTaskThatLeavesItsThreadInterruptedDoesNotKeepItFromResting() throws Exception {
        Thread thread = run(Thread::currentThread);
        worker.execute(thread::interrupt);
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(run(() -> Thread.currentThread().isInterrupted())).isFalse();
    }

    @Test
    void whatFindsNoRoomIsRefused() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        worker.execute(() -> awaitQuietly(go));
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(
                        () -> {
                            for (int i = 0; i < 10_000; i++) {
                                worker.execute(() -> {});
                            }
                        })
                .withMessage("more than 4096 tasks wait for calling-test");
        go.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closedBeforeItsFirstTaskItHasNoThread() {
        worker.shutDown();
        worker.join();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> worker.execute(() -> {}))
                .withMessage("calling-test is closed");
    }

    @Test
    void aTaskThatDoesNotEndIsInterruptedAndWhatWaitsBehindItDropped() {
        AtomicInteger later = new AtomicInteger();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        worker.execute(
                () -> {
                    awaitQuietly(new CountDownLatch(1));
                    interrupted.complete(Thread.currentThread().isInterrupted());
                });
        worker.execute(later::incrementAndGet);
        worker.shutDown();
        worker.join();
        assertThat(interrupted).isCompletedWithValue(true);
        assertThat(later).hasValue(0);
    }

    /** Two threads hand in until they are refused: all that was taken runs before the end. */
    @RepeatedTest(50)
    void whatWasTakenRunsBeforeTheEnd() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(2);
        Runnable handIn =
                () -> {
                    begun.countDown();
                    try {
                        while (!Thread.currentThread().isInterrupted()) {
                            worker.execute(ran::incrementAndGet);
                            taken.incrementAndGet();
                        }
                    } catch (RejectedExecutionException e) {
                        Thread.currentThread().interrupt(); // full or closed
                    }
                };
        List<Thread> threads = List.of(new Thread(handIn), new Thread(handIn));
        threads.forEach(Thread::start);
        begun.await();
        worker.shutDown();
        worker.join();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        assertThat(ran).hasValue(taken.get());
    }
}
