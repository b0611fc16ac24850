package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Order and bounds, and that what the application waits for comes in the end. */
class SerialExecutorTest {
    private final Shop shop = new Shop();
    private final List<String> done = new ArrayList<>();

    /** An executor that is stepped by hand, and can be shut down. */
    private static final class Shop implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean shut;

        @Override
        public void execute(Runnable task) {
            if (shut) {
                throw new RejectedExecutionException();
            }
            tasks.add(task);
        }

        void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }

    private Runnable task(String name) {
        return () -> done.add(name);
    }

    @Test
    void runsInOrderOneAtATime() {
        SerialExecutor serial = new SerialExecutor(shop, 4);
        serial.offer(task("a"));
        serial.offer(task("b"));
        assertThat(shop.tasks).hasSize(1);
        shop.run();
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void refusesWhatFindsNoRoomButTheLast() {
        SerialExecutor serial = new SerialExecutor(shop, 1);
        assertThat(serial.offer(task("a"))).isTrue();
        assertThat(serial.offer(task("b"))).isFalse();
        assertThat(serial.offerAlways(task("c"))).isTrue();
        shop.run();
        assertThat(done).containsExactly("a", "c");
    }

    @Test
    void whatWasTakenIsRunThoughTheExecutorShutsDownMeanwhile() {
        SerialExecutor serial = new SerialExecutor(shop, 4);
        serial.offer(task("a"));
        serial.offer(task("b"));
        serial.offer(task("c"));
        shop.shut = true;
        assertThat(shop.tasks).hasSize(1);
        shop.run();
        assertThat(done).containsExactly("a", "b", "c");
        assertThat(serial.offer(task("d"))).isFalse();
    }

    @Test
    void thatACallIsOverIsToldThoughItsListenerWasBusyForLong() {
        Observers observers = new Observers(shop, new CallState.Connecting());
        List<CallState> heard = new ArrayList<>();
        observers.add(heard::add);
        for (int i = 0; i < 1_000; i++) {
            observers.tell(new CallState.OnHold(false, i % 2 == 0));
        }
        observers.tell(new CallState.Ended(EndReason.HUNG_UP));
        shop.run();
        assertThat(heard.get(heard.size() - 1)).isEqualTo(new CallState.Ended(EndReason.HUNG_UP));
        assertThat(observers.ended().toCompletableFuture()).isCompletedWithValue(EndReason.HUNG_UP);
    }

    @Test
    void whoWaitsForTheEndIsNotLeftWaitingByAnExecutorThatShutDown() {
        Observers observers = new Observers(shop, new CallState.Connecting());
        shop.shut = true;
        observers.tell(new CallState.Ended(EndReason.HUNG_UP));
        assertThat(observers.ended().toCompletableFuture()).isCompletedWithValue(EndReason.HUNG_UP);
    }
}
