package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestClockTest {
    private final TestClock clock = new TestClock();
    private final List<String> done = new ArrayList<>();

    private void in(long millis, String name) {
        var ignored =
                clock.schedule(Duration.ofMillis(millis).toNanos(), this, () -> done.add(name));
    }

    @Test
    void tasksRunInTheOrderOfTheirTimes() {
        in(30, "late");
        in(10, "early");
        clock.advance(Duration.ofMillis(30));
        assertThat(done).containsExactly("early", "late");
    }

    @Test
    void tasksOfOneTimeRunInTheOrderInWhichTheyCame() {
        in(10, "first");
        in(10, "second");
        clock.advance(Duration.ofMillis(10));
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void nothingRunsBeforeItsTime() {
        in(10, "task");
        clock.advance(Duration.ofMillis(9));
        assertThat(done).isEmpty();
    }

    @Test
    void eachTaskSeesItsOwnTime() {
        List<Duration> seen = new ArrayList<>();
        var ignored = clock.schedule(5_000_000, this, () -> seen.add(clock.elapsed()));
        clock.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly(Duration.ofMillis(5));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aCancelledTaskNeverRuns() {
        clock.schedule(1, this, () -> done.add("task")).cancel();
        clock.advance(Duration.ofSeconds(1));
        assertThat(done).isEmpty();
    }

    @Test
    void itStopsWhereTheConditionComesTrue() {
        in(10, "one");
        in(20, "two");
        assertThat(clock.advanceUntil(Duration.ofSeconds(1), () -> done.contains("one"))).isTrue();
        assertThat(done).containsExactly("one");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void itStopsAtTheLimitWhereTheConditionStaysFalse() {
        assertThat(clock.advanceUntil(Duration.ofSeconds(1), () -> false)).isFalse();
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theMonotonicClockWrapsAroundAfterAMinute() {
        long before = clock.nanoTime();
        clock.advance(Duration.ofSeconds(61));
        assertThat(clock.nanoTime()).isLessThan(before);
        assertThat(clock.nanoTime() - before).isEqualTo(Duration.ofSeconds(61).toNanos());
    }

    @Test
    void anExceptionOfATaskReachesTheTest() {
        var ignored =
                clock.schedule(
                        0,
                        this,
                        () -> {
                            throw new IllegalStateException("of the task");
                        });
        assertThatThrownBy(clock::runDue).hasMessage("of the task");
    }

    @Test
    void aTaskMustNotMoveTheClock() {
        var ignored = clock.schedule(0, this, clock::runDue);
        assertThatThrownBy(clock::runDue).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tasksThatNeverLetTimePassAreFoundOut() {
        class Again implements Runnable {
            @Override
            public void run() {
                var ignored = clock.schedule(0, this, this);
            }
        }
        new Again().run();
        assertThatThrownBy(clock::runDue).hasMessageContaining("no time passes");
    }
}
