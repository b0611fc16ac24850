package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();
    private final List<String> ran = new ArrayList<>();

    private TimerHeap.Entry add(long deadlineNanos, String name) {
        TimerHeap.Entry entry = new TimerHeap.Entry(() -> ran.add(name));
        heap.add(entry, deadlineNanos);
        return entry;
    }

    private void runUntil(long nowNanos) {
        for (TimerHeap.Entry due = heap.pollDue(nowNanos);
                due != null;
                due = heap.pollDue(nowNanos)) {
            due.task().run();
        }
    }

    @Test
    void tasksRunInTheOrderOfTheirDeadlines() {
        add(30, "third");
        add(10, "first");
        add(20, "second");
        runUntil(30);
        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void equalDeadlinesRunInTheOrderOfAdding() {
        for (int i = 0; i < 20; i++) {
            add(5, "task " + i);
        }
        runUntil(5);
        assertThat(ran).hasSize(20).isSortedAccordingTo(Comparator.comparingInt(TimerHeapTest::no));
    }

    private static int no(String name) {
        return Integer.parseInt(name.substring("task ".length()));
    }

    @Test
    void nothingRunsBeforeItsDeadline() {
        add(10, "later");
        runUntil(9);
        assertThat(ran).isEmpty();
        assertThat(heap.nanosToFirst(9)).isOne();
    }

    @Test
    void aRemovedTaskLeavesNothingBehind() {
        TimerHeap.Entry entry = add(10, "never");
        heap.remove(entry);
        heap.remove(entry);
        assertThat(heap.isEmpty()).isTrue();
        runUntil(10);
        assertThat(ran).isEmpty();
    }

    @Test
    void theClockMayOverflow() {
        add(Long.MAX_VALUE - 5, "before");
        add(Long.MIN_VALUE + 5, "behind");
        runUntil(Long.MAX_VALUE);
        assertThat(ran).containsExactly("before");
        runUntil(Long.MIN_VALUE + 5);
        assertThat(ran).containsExactly("before", "behind");
    }

    @Test
    void aThousandRandomAddsAndRemovesKeepTheOrder() {
        Random random = new Random(1);
        List<TimerHeap.Entry> live = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long deadline = random.nextInt(500);
            live.add(add(deadline, Long.toString(deadline)));
            expected.add(deadline);
            if (random.nextInt(3) == 0) {
                int victim = random.nextInt(live.size());
                heap.remove(live.remove(victim));
                expected.remove(victim);
            }
        }
        expected.sort(null);
        runUntil(500);
        assertThat(ran.stream().map(Long::valueOf)).containsExactlyElementsOf(expected);
    }
}
