package io.calling.testkit.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadLeakExtensionTest {
    private static final Duration SOON = Duration.ofMillis(200);

    private final CountDownLatch end = new CountDownLatch(1);

    private Thread start(String name) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        name);
        thread.start();
        return thread;
    }

    @Test
    void aTestThatEndsItsThreadsPasses() throws InterruptedException {
        ThreadLeakExtension extension = new ThreadLeakExtension().within(SOON);
        extension.beforeEach(null);
        Thread thread = start("short-lived");
        end.countDown();
        thread.join();
        assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
    }

    @Test
    void aThreadThatIsLeftIsNamed() {
        ThreadLeakExtension extension = new ThreadLeakExtension().within(SOON);
        extension.beforeEach(null);
        start("left-over");
        try {
            assertThatThrownBy(() -> extension.afterEach(null))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("left-over");
        } finally {
            end.countDown();
        }
    }

    @Test
    void anExpectedThreadMayStay() {
        ThreadLeakExtension extension = ThreadLeakExtension.except("shared-.*").within(SOON);
        extension.beforeEach(null);
        start("shared-by-all");
        try {
            assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
        } finally {
            end.countDown();
        }
    }
}
