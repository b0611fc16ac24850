package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TaskQueueTest {
    private static final int CAPACITY = 8;

    private final TaskQueue queue = new TaskQueue(CAPACITY);
    private final List<Integer> ran = new ArrayList<>();

    private boolean offer(int number) {
        return queue.offer(() -> ran.add(number));
    }

    private void runAll() {
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            task.run();
        }
    }

    @Test
    void tasksComeOutInTheOrderInWhichTheyWentIn() {
        for (int round = 0; round < 5; round++) {
            ran.clear();
            for (int i = 0; i < 5; i++) {
                assertThat(offer(i)).isTrue();
            }
            assertThat(queue.size()).isEqualTo(5);
            runAll();
            assertThat(ran).containsExactly(0, 1, 2, 3, 4);
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @Test
    void whereItIsFullNothingIsTaken() {
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(offer(i)).isTrue();
        }
        assertThat(offer(99)).isFalse();
        Runnable first = queue.poll();
        assertThat(first).isNotNull();
        assertThat(offer(100)).isTrue();
        runAll();
        assertThat(ran).containsExactly(1, 2, 3, 4, 5, 6, 7, 100);
    }

    @Test
    void closedItGivesWhatItHasAndTakesNothing() {
        offer(1);
        queue.close();
        queue.close();
        assertThat(offer(2)).isFalse();
        assertThat(queue.size()).isOne();
        runAll();
        assertThat(ran).containsExactly(1);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aCapacityIsAPowerOfTwo() {
        for (int wrong : new int[] {0, 3, -1, Integer.MIN_VALUE, 100}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TaskQueue(wrong))
                    .withMessage("not a power of two: " + wrong);
        }
    }

    /**
     * Three threads hand in, each in its order, and one closes meanwhile: all that was taken runs.
     */
    @RepeatedTest(20)
    void nothingThatWasTakenIsLostOrOvertakenAmongThreads() throws InterruptedException {
        int producers = 3;
        AtomicInteger taken = new AtomicInteger();
        int[] next = new int[producers];
        AtomicInteger outOfOrder = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            int mine = producer;
            threads.add(
                    new Thread(
                            () -> {
                                for (int i = 0; i < 2_000; ) {
                                    int number = i;
                                    if (queue.offer(
                                            () -> {
                                                if (next[mine]++ != number) {
                                                    outOfOrder.incrementAndGet();
                                                }
                                            })) {
                                        taken.incrementAndGet();
                                        i++;
                                    } else if (Thread.currentThread().isInterrupted()) {
                                        return;
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        int run = 0;
        while (run < 3_000) {
            run += runOne();
        }
        queue.close();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        while (!queue.isEmpty()) {
            run += runOne();
        }
        assertThat(run).isEqualTo(taken.get());
        assertThat(outOfOrder).hasValue(0);
    }

    private int runOne() {
        Runnable task = queue.poll();
        if (task == null) {
            return 0;
        }
        task.run();
        return 1;
    }

    @Test
    void nothingIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        Runnable task = () -> {};
        pass(task);
        long before = threads.getThreadAllocatedBytes(self);
        pass(task);
        assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(1_000);
    }

    private void pass(Runnable task) {
        for (int i = 0; i < 10_000; i++) {
            queue.offer(task);
            queue.poll();
        }
    }
}
