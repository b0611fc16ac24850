package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private final EventQueue queue = new EventQueue();
    private final List<EventQueue.Event> taken = new ArrayList<>();

    private EventQueue.Event add(long atNanos) {
        return queue.add(atNanos, this, () -> {});
    }

    private void takeAllUntil(long nowNanos) {
        for (var next = queue.pollDue(nowNanos); next != null; next = queue.pollDue(nowNanos)) {
            taken.add(next);
        }
    }

    @Test
    void tasksForNowWaitBehindThoseOfTheSameTimeThatWereHandedInEarlier() {
        EventQueue.Event first = add(5);
        EventQueue.Event second = add(5);
        assertThat(queue.pollDue(5)).isSameAs(first);
        EventQueue.Event forNow = add(5);
        EventQueue.Event belated = add(4);
        takeAllUntil(5);
        assertThat(taken).containsExactly(belated, second, forNow);
    }

    /** Against sorting, with tasks handed in between the others, belated and cancelled ones too. */
    @Test
    void anyTasksComeInTheOrderOfTimeThenOfHandingIn() {
        SplittableRandom random = new SplittableRandom(3);
        for (long now = 0; now < 2_000; now++) {
            List<EventQueue.Event> waiting = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                EventQueue.Event event = add(Math.max(0, now - 2 + random.nextInt(4)));
                if (random.nextInt(4) == 0) {
                    event.cancel();
                } else {
                    waiting.add(event);
                }
            }
            taken.clear();
            takeAllUntil(Long.MAX_VALUE);
            waiting.sort(Comparator.naturalOrder());
            assertThat(taken).containsExactlyElementsOf(waiting);
        }
        assertThat(queue.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void cancelledTimersDoNotPileUp() {
        for (int i = 0; i < 10_000; i++) {
            add(1_000_000 + i).cancel();
        }
        EventQueue.Event last = add(2_000_000);
        assertThat(queue.size()).isLessThan(100);
        assertThat(queue.pollDue(2_000_000)).isSameAs(last);
    }
}
