package io.calling.ice.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.testing.Await;
import io.calling.ice.testing.OpenResources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NioNetworkLoopTest {
    private final OpenResources before = OpenResources.now();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private NioNetwork network;

    @BeforeEach
    void open() throws IOException {
        network = NioNetwork.open();
    }

    @AfterEach
    void close() {
        network.close();
        before.assertNothingAdded();
    }

    /** Everything handed in before has run when this returns. */
    private void drain() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        network.execute(() -> done.complete(null));
        Await.result(done);
    }

    @Test
    void tasksRunOnTheLoopInOrder() {
        for (int i = 0; i < 100; i++) {
            String name = i + (network.isLoop() ? "" : " from outside");
            network.execute(() -> ran.add(network.isLoop() ? name : "off the loop"));
        }
        drain();
        assertThat(ran).hasSize(100).startsWith("0 from outside").endsWith("99 from outside");
    }

    @Test
    void timersFireInOrderAndNotEarly() {
        long start = network.nanoTime();
        CompletableFuture<Long> late = new CompletableFuture<>();
        // on the loop, so that none fires before the last is scheduled
        network.execute(
                () -> {
                    network.schedule(
                            Duration.ofMillis(30).toNanos(),
                            () -> late.complete(network.nanoTime() - start));
                    network.schedule(Duration.ofMillis(10).toNanos(), () -> ran.add("early"));
                });
        assertThat(Await.result(late)).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(ran).containsExactly("early");
    }

    @Test
    void aCancelledTimerNeverFiresAndIsForgotten() {
        CountDownLatch cancelled = new CountDownLatch(1);
        // the loop comes to them when they are cancelled, however slow the machine is
        network.execute(() -> Await.until("cancelled", () -> cancelled.getCount() == 0));
        Network.Timer far = network.schedule(Duration.ofHours(1).toNanos(), () -> ran.add("far"));
        Network.Timer near = network.schedule(Duration.ofMillis(5).toNanos(), () -> ran.add("x"));
        near.cancel();
        far.cancel();
        cancelled.countDown();
        CompletableFuture<Void> later = new CompletableFuture<>();
        network.schedule(Duration.ofMillis(15).toNanos(), () -> later.complete(null));
        Await.result(later);
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimerOfTheLoopMayCancelAnother() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        // on the loop, so that none fires before the last is scheduled
        network.execute(
                () -> {
                    Network.Timer victim =
                            network.schedule(
                                    Duration.ofMillis(20).toNanos(), () -> ran.add("victim"));
                    network.schedule(Duration.ofMillis(5).toNanos(), victim::cancel);
                    network.schedule(Duration.ofMillis(30).toNanos(), () -> later.complete(null));
                });
        Await.result(later);
        assertThat(ran).isEmpty();
    }

    @Test
    void anAlarmThatIsSetAgainFiresOnceAndNotEarly() {
        long start = network.nanoTime();
        CompletableFuture<Long> fired = new CompletableFuture<>();
        network.execute(
                () -> {
                    Network.Alarm alarm =
                            network.alarm(
                                    () -> {
                                        ran.add("alarm");
                                        fired.complete(network.nanoTime() - start);
                                    });
                    alarm.set(Duration.ofMillis(5).toNanos());
                    alarm.set(Duration.ofMillis(30).toNanos());
                    network.schedule(Duration.ofMillis(10).toNanos(), () -> ran.add("timer"));
                });
        assertThat(Await.result(fired)).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        drain();
        assertThat(ran).containsExactly("timer", "alarm");
    }

    @Test
    void anAlarmIsSetAgainByItsOwnTaskAndNotAfterItIsCancelled() {
        CompletableFuture<Void> later = new CompletableFuture<>();
        Network.Alarm[] alarm = new Network.Alarm[1];
        alarm[0] =
                network.alarm(
                        () -> {
                            ran.add("alarm");
                            alarm[0].set(0);
                            if (ran.size() == 3) {
                                alarm[0].cancel();
                                alarm[0].cancel();
                                network.schedule(1_000_000, () -> later.complete(null));
                            }
                        });
        network.execute(() -> alarm[0].set(0));
        Await.result(later);
        assertThat(ran).containsExactly("alarm", "alarm", "alarm");
    }

    @Test
    void aTaskThatThrowsDoesNotEndTheLoop() {
        Quiet.logger(
                NioLoop.class,
                () -> {
                    network.execute(
                            () -> {
                                throw new IllegalStateException("a bug");
                            });
                    drain();
                });
        assertThat(network.failures()).isOne();
    }

    @Test
    void whatWasHandedInBeforeCloseRunsAndWhatComesAfterIsDropped() {
        network.execute(() -> ran.add("before"));
        network.close();
        network.execute(() -> ran.add("after"));
        network.schedule(0, () -> ran.add("timer"));
        assertThat(ran).containsExactly("before");
    }

    @Test
    void whatTheLastTasksHandInRunsToo() {
        network.execute(
                () -> {
                    network.close();
                    network.execute(() -> network.execute(() -> ran.add("last")));
                });
        Await.until("the last task has run", () -> ran.contains("last"));
    }

    @Test
    void tasksThatHandInTasksForEverDoNotKeepItOpen() {
        network.execute(this::again);
        network.close();
        assertThat(ran).isNotEmpty();
    }

    private void again() {
        ran.add("again");
        network.execute(this::again);
    }

    @Test
    void theLoopMayCloseItsOwnNetwork() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        network.execute(
                () -> {
                    network.close();
                    closed.countDown();
                });
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        before.assertNothingAdded();
    }

    @Test
    void aLiteralIsResolvedWithoutAResolver() throws UnknownHostException {
        CompletableFuture<List<InetAddress>> resolved = resolveNotingTheThread("192.0.2.7");
        assertThat(Await.result(resolved))
                .containsExactly(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}));
        assertThat(ran).containsExactly("on the loop");
    }

    @Test
    void aNameIsResolvedOffTheLoopAndToldOnIt() {
        CompletableFuture<List<InetAddress>> resolved = resolveNotingTheThread("localhost");
        assertThat(Await.result(resolved)).anyMatch(InetAddress::isLoopbackAddress);
        assertThat(ran).containsExactly("on the loop");
    }

    private CompletableFuture<List<InetAddress>> resolveNotingTheThread(String host) {
        CompletableFuture<List<InetAddress>> noted = new CompletableFuture<>();
        network.execute(
                () ->
                        network.resolve(host)
                                .thenAccept(
                                        addresses -> {
                                            ran.add(network.isLoop() ? "on the loop" : "off it");
                                            noted.complete(addresses);
                                        }));
        return noted;
    }

    @Test
    void L23_anUnknownNameFailsWithoutSayingIt() {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        network.resolve("no such host.invalid")
                .whenComplete((addresses, thrown) -> failure.complete(thrown));
        assertThat(Await.result(failure))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageNotContaining("invalid");
    }

    @Test
    void loopbackIsAmongTheLocalAddresses() {
        assertThat(network.localAddresses()).anyMatch(InetAddress::isLoopbackAddress);
    }
}
