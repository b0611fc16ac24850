package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeThreadsTest {
    /** What fails here fails on purpose. */
    private static final Logger LOG = Logger.getLogger(HandshakeThreads.class.getName());

    private final HandshakeThreads threads =
            new HandshakeThreads(1, new VirtualTime(), new Activity());

    /** A handshake that never waits for its peer. */
    private record Handshake(Runnable work) implements HandshakeThreads.Task {
        @Override
        public void run() {
            work.run();
        }

        @Override
        public long silentNanos() {
            return 0;
        }

        @Override
        public void giveUp() {}

        @Override
        public void refuse() {}
    }

    @BeforeEach
    void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void close() throws InterruptedException {
        threads.close(Duration.ofSeconds(20));
        LOG.setLevel(null);
    }

    @Test
    void aHandshakeThatOverflowsTheStackGivesItsThreadBack() throws InterruptedException {
        CountDownLatch next = new CountDownLatch(1);
        threads.submit(
                new Handshake(
                        () -> {
                            throw new StackOverflowError();
                        }));
        threads.submit(new Handshake(next::countDown));
        assertThat(next.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
