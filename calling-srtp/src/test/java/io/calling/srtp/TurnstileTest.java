package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnstileTest {
    /** A path in which a packet stays until it is let out. */
    private static final class Room implements PacketPath {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);
        volatile int destroyed;

        @Override
        public int process(byte[] buffer, int offset, int length) {
            entered.countDown();
            try {
                assertThat(leave.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return destroyed == 0 ? length : -100;
        }

        @Override
        public int growth() {
            return 0;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread destroys; two would be the bug
        public void destroy() {
            destroyed++;
        }
    }

    private final Room room = new Room();
    private final Turnstile turnstile = new Turnstile(room);

    private static void inAThread(Runnable task) {
        new Thread(task, "turnstile").start();
    }

    private CompletableFuture<Integer> somebodyInside() throws InterruptedException {
        CompletableFuture<Integer> result =
                CompletableFuture.supplyAsync(
                        () -> turnstile.process(new byte[9], 0, 9), TurnstileTest::inAThread);
        assertThat(room.entered.await(10, TimeUnit.SECONDS)).isTrue();
        return result;
    }

    @Test
    void aSecondThreadIsToldOfItsMistake() throws Exception {
        CompletableFuture<Integer> first = somebodyInside();
        assertThatThrownBy(() -> turnstile.process(new byte[9], 0, 9))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two threads");
        room.leave.countDown();
        assertThat(first.get()).isEqualTo(9);
        assertThat(turnstile.process(new byte[9], 0, 9)).isEqualTo(9);
    }

    @Test
    void closingWaitsForThePacketInHandAndThenDestroysTheKeys() throws Exception {
        CompletableFuture<Integer> first = somebodyInside();
        CompletableFuture<Void> closed =
                CompletableFuture.runAsync(turnstile::close, TurnstileTest::inAThread);
        awaitThatNobodyEnters();
        assertThat(room.destroyed).isZero();
        assertThat(closed).isNotDone();
        room.leave.countDown();
        assertThat(first.get()).isEqualTo(9);
        closed.get();
        assertThat(room.destroyed).isEqualTo(1);
        assertThat(turnstile.process(new byte[9], 0, 9)).isEqualTo(SrtpContext.CLOSED);
    }

    /** Until closing has begun, a second thread is told of its mistake; then, of the end. */
    private void awaitThatNobodyEnters() {
        while (true) {
            try {
                assertThat(turnstile.process(new byte[9], 0, 9)).isEqualTo(SrtpContext.CLOSED);
                return;
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void keysAreDestroyedOnceAtClose() {
        turnstile.close();
        turnstile.close();
        assertThat(room.destroyed).isEqualTo(1);
    }

    @Test
    void aPacketThatThrowsDoesNotShutTheTurnstile() {
        room.leave.countDown();
        AtomicBoolean faulty = new AtomicBoolean(true);
        PacketPath path =
                new PacketPath() {
                    @Override
                    public int process(byte[] buffer, int offset, int length) {
                        if (faulty.get()) {
                            throw new IllegalStateException("a fault");
                        }
                        return room.process(buffer, offset, length);
                    }

                    @Override
                    public int growth() {
                        return 0;
                    }

                    @Override
                    public void destroy() {
                        room.destroy();
                    }
                };
        Turnstile withFault = new Turnstile(path);
        assertThatThrownBy(() -> withFault.process(new byte[9], 0, 9)).hasMessage("a fault");
        faulty.set(false);
        assertThat(withFault.process(new byte[9], 0, 9)).isEqualTo(9);
        withFault.close();
        assertThat(room.destroyed).isEqualTo(1);
    }

    @Test
    void aRangeOutsideTheArrayIsRefused() {
        assertThatThrownBy(() -> turnstile.process(new byte[9], 5, 5))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void closingUnderFireEndsInClosed() throws Exception {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        for (int round = 0; round < 50; round++) {
            SrtpContext context = SrtpContext.sending(profile, Packets.masterKey(profile));
            CompletableFuture<Integer> last =
                    CompletableFuture.supplyAsync(
                            () -> {
                                int sequence = 0;
                                int result;
                                do {
                                    byte[] packet = Packets.rtp(1, sequence++, 100);
                                    result = Packets.result(context::protectRtp, packet);
                                } while (result > 0);
                                return result;
                            });
            context.close();
            assertThat(last.get()).isEqualTo(SrtpContext.CLOSED);
        }
    }
}
