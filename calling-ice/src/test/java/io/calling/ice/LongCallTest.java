package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.NioNetwork;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import io.calling.ice.turn.RelayClient;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A relayed call through two real relays whose lifetimes are a few seconds; then one of them dies,
 * and then the other.
 *
 * <p>Eight seconds of talk in a build; {@code -Dcalling.soak.seconds=900} makes it a quarter of an
 * hour, and then the clock is judged too: a build may run on a machine that is busy with others.
 * What does not depend on the machine is judged to the millisecond in the test kit's {@code
 * LongRelayedCallTest}.
 */
class LongCallTest {
    private static final int SOAK_SECONDS = Integer.getInteger("calling.soak.seconds", 0);
    private static final Duration TALK = Duration.ofSeconds(Math.max(8, SOAK_SECONDS));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FRAME_NANOS = Duration.ofMillis(20).toNanos();

    /** Relayed ports of the second relay begin here, those of the first end before. */
    private static final int SECOND = 62000;

    private NioNetwork network;
    private Coturn first;
    private Coturn second;
    private IceParty alice;
    private IceParty bob;
    private Duration longestSilence = Duration.ZERO;
    private int heardByAlice;
    private int heardByBob;
    private long aliceHeardNanos;
    private long bobHeardNanos;

    @BeforeEach
    void open() throws IOException {
        first = relay(SECOND - 1000);
        second = relay(SECOND);
        network = NioNetwork.open();
        alice = party();
        bob = party();
    }

    private static Coturn relay(int firstPort) {
        return Coturn.start(
                "--max-allocate-lifetime=6",
                "--permission-lifetime=4",
                "--channel-lifetime=4",
                "--stale-nonce=2",
                "--min-port=" + firstPort,
                "--max-port=" + (firstPort + 999));
    }

    /** Two names for loopback: of one host, one relay would be kept. */
    private IceParty party() {
        RelayServer one = RelayServer.of(first.uri(), Coturn.USERNAME, Coturn.PASSWORD);
        RelayServer other =
                RelayServer.of(
                        second.uri().replace("127.0.0.1", "localhost"),
                        Coturn.USERNAME,
                        Coturn.PASSWORD);
        return new IceParty(
                network,
                RelayClient::allocate,
                builder -> builder.relays(RelayProvider.of(one, other)));
    }

    @AfterEach
    void close() {
        for (AutoCloseable closeable : new AutoCloseable[] {alice, bob, first, second}) {
            closeQuietly(closeable);
        }
        if (network != null) {
            network.close();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itStaysUpMovesToTheSecondRelayAndEndsWithoutAny() {
        IceParty.connect(alice.gather(), bob.gather());
        await(alice.connected);
        await(bob.connected);
        Await.until(
                "every pair of the two relays is proved",
                PATIENCE,
                () -> alice.transport.provedPaths() == 4 && bob.transport.provedPaths() == 4);
        measureFromNow();
        long end = System.nanoTime() + TALK.toNanos();
        talkUntil("the time is over", TALK.plus(PATIENCE), () -> System.nanoTime() - end > 0);
        assertThat(alice.failed).isNotDone();
        judge(longestSilence, Duration.ofMillis(500));

        measureFromNow();
        Coturn inUse = inUse(alice);
        inUse.kill();
        talkUntil(
                "both use the other relay",
                PATIENCE,
                () -> inUse(alice) != inUse && inUse(bob) != inUse);
        int[] heard = {heardByAlice, heardByBob};
        talkUntil(
                "both hear each other there",
                PATIENCE,
                () -> heardByAlice > heard[0] + 25 && heardByBob > heard[1] + 25);
        judge(longestSilence, Duration.ofSeconds(2));

        (inUse == first ? second : first).kill();
        long killed = System.nanoTime();
        talkUntil("both give up", PATIENCE, () -> alice.failed.isDone() && bob.failed.isDone());
        assertThat(await(alice.failed)).isEqualTo(IceFailure.RELAY_UNREACHABLE);
        assertThat(await(bob.failed)).isEqualTo(IceFailure.RELAY_UNREACHABLE);
        judge(Duration.ofNanos(System.nanoTime() - killed), Duration.ofSeconds(10));
    }

    private static void judge(Duration measured, Duration limit) {
        if (SOAK_SECONDS > 0) {
            System.out.println("measured " + measured + ", limit " + limit);
            assertThat(measured).isLessThan(limit);
        }
    }

    private Coturn inUse(IceParty party) {
        return party.transport
                        .selectedPair()
                        .filter(pair -> pair.local().address().getPort() >= SECOND)
                        .isPresent()
                ? second
                : first;
    }

    /** Talks until the condition holds, and measures the longest silence of either. */
    private void talkUntil(String what, Duration patience, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(patience.toNanos());
            alice.send("from alice");
            bob.send("from bob");
            LockSupport.parkNanos(FRAME_NANOS);
            long now = System.nanoTime();
            if (heard(alice)) {
                heardByAlice++;
                aliceHeardNanos = note(now, aliceHeardNanos);
            }
            if (heard(bob)) {
                heardByBob++;
                bobHeardNanos = note(now, bobHeardNanos);
            }
        }
    }

    private void measureFromNow() {
        longestSilence = Duration.ZERO;
        aliceHeardNanos = System.nanoTime();
        bobHeardNanos = aliceHeardNanos;
    }

    private long note(long now, long before) {
        Duration silence = Duration.ofNanos(now - before);
        longestSilence = silence.compareTo(longestSilence) > 0 ? silence : longestSilence;
        return now;
    }

    private static boolean heard(IceParty party) {
        boolean any = !party.received.isEmpty();
        party.received.clear();
        return any;
    }
}
