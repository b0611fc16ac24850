package io.calling.testkit.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;

/** A call with {@link Mallory}, and what has to hold in it whatever is sent. */
abstract class CallUnderAttack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(2);

    /** The honest streams are back within this time. */
    private static final Duration RECOVERY = Duration.ofSeconds(4);

    private static final double HEARD_BESIDE = 0.9;

    /** How many times what it sends anyway the victim may send, retransmissions included. */
    private static final double MOST_ANSWERED = 2.0;

    /** What may have been saved up for retransmissions when nothing was lost. */
    private static final int SAVED_BYTES = 300_000;

    private long calmBytesPerSecond;

    abstract VirtualNetwork world();

    abstract Mallory mallory();

    /** Whether the call goes on. */
    abstract boolean lives();

    /** Frames of Mallory's voice that came out. */
    abstract int heard();

    /** Whole pictures of Mallory's that came out. */
    abstract int seen();

    /** Lets the call go on by itself for a while, to know what the victim sends anyway. */
    void settle() {
        await("keys", () -> mallory().keys.isSecured());
        world().pass(CALM);
        long before = mallory().keys.bytesHeard;
        world().pass(CALM);
        calmBytesPerSecond = (mallory().keys.bytesHeard - before) / CALM.toSeconds();
        assertThat(calmBytesPerSecond).as("what the victim sends").isPositive();
        assertRecovers("before anything was done to it");
    }

    void await(String what, java.util.function.BooleanSupplier condition) {
        assertThat(world().await(PATIENCE, condition)).as(what).isTrue();
    }

    /** So many packets of a kind; then the call is as it was. */
    void endure(Assault assault, int packets) {
        Mallory mallory = mallory();
        int spoken = mallory.spoken();
        int heard = heard();
        long asked = mallory.keys.bytesSent;
        long answered = mallory.keys.bytesHeard;
        Duration began = world().elapsed();
        mallory.attack(assault, packets);
        world().pass(Duration.ofNanos(assault.pauseNanos() * (packets / assault.atOnce() + 1)));
        assertThat(lives()).as("the call lives, with %s", assault).isTrue();
        if (assault.beside()) {
            assertThat(heard() - heard)
                    .as("frames heard beside %s, of %d", assault, mallory.spoken() - spoken)
                    .isGreaterThanOrEqualTo((int) (HEARD_BESIDE * (mallory.spoken() - spoken)) - 2);
        }
        world().pass(Duration.ofMillis(200));
        double seconds = world().elapsed().minus(began).toNanos() / 1e9;
        assertThat((double) (mallory.keys.bytesHeard - answered))
                .as("bytes answered to %d in %s", mallory.keys.bytesSent - asked, assault)
                .isLessThan(
                        SAVED_BYTES
                                + MOST_ANSWERED * calmBytesPerSecond * seconds
                                + mallory.keys.bytesSent
                                - asked);
        assertRecovers(assault.name());
    }

    private void assertRecovers(String after) {
        int heard = heard();
        int seen = seen();
        assertThat(world().await(RECOVERY, () -> heard() > heard + 25 && seen() > seen + 10))
                .as(
                        "voice and pictures after %s: %d frames, %d pictures",
                        after, heard() - heard, seen() - seen)
                .isTrue();
    }

    @Override
    public abstract void close();
}
