package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacketHistoryTest {
    private final PacketHistory history = new PacketHistory();
    private final byte[] to = new byte[PacketHistory.MAX_PACKET_BYTES];

    private void open(int sequence, int length) {
        history.open(sequence, length)[0] = (byte) sequence;
    }

    @Test
    void whatWaitsIsNotSentAgainAndLeavesOnce() {
        open(5, 100);
        assertThat(history.hasLeft(5)).isFalse();
        assertThat(history.plain(5, to, 0)).isZero();
        assertThat(history.unchanged(5, to, 0)).isZero();
        assertThat(history.waiting(5, to, 0)).isEqualTo(100);
        history.left(5);
        assertThat(history.waiting(5, to, 0)).isZero();
        assertThat(history.plain(5, to, 0)).isEqualTo(100);
    }

    /** Plain bytes must never leave where encrypted ones are meant to leave once more. */
    @Test
    void plainBytesAreNeverTakenForProtectedOnes() {
        open(5, 100);
        history.left(5);
        assertThat(history.unchanged(5, to, 0)).isZero();
        open(6, 100);
        history.leftAs(6, new byte[200], 0, 110);
        assertThat(history.unchanged(6, to, 0)).isEqualTo(110);
        assertThat(history.plain(6, to, 0)).isZero();
    }

    @Test
    void whatDidNotFitAfterEncryptionOrWasNotEncryptedIsGone() {
        open(5, 1_500);
        history.leftAs(5, new byte[2_000], 0, 1_510);
        assertThat(history.unchanged(5, to, 0)).isZero();
        open(6, 100);
        history.leftAs(6, new byte[200], 0, 0);
        assertThat(history.unchanged(6, to, 0)).isZero();
        assertThat(history.plain(6, to, 0)).isZero();
    }

    private boolean repeat(int sequence, long now) {
        if (!history.hasLeft(sequence) || !history.mayRepeat(sequence, now, 15)) {
            return false;
        }
        history.willRepeat(sequence);
        history.repeated(sequence, now);
        return true;
    }

    @Test
    void aPacketIsSentAgainOnceInAWhile() {
        open(5, 100);
        history.left(5);
        assertThat(repeat(5, 0)).isTrue();
        assertThat(repeat(5, 14)).isFalse();
        assertThat(repeat(5, 15)).isTrue();
        assertThat(repeat(4, 15)).isFalse();
    }

    @Test
    void aPacketThatWaitsToBeSentAgainDoesNotWaitTwice() {
        open(5, 100);
        history.left(5);
        history.willRepeat(5);
        assertThat(history.mayRepeat(5, 1_000, 15)).isFalse();
        history.repeated(5, 1_000);
        assertThat(history.mayRepeat(5, 1_014, 15)).isFalse();
        assertThat(history.mayRepeat(5, 1_015, 15)).isTrue();
    }

    @Test
    void aPacketIsSentAgainTenTimesAndTheNextInItsPlaceAsOften() {
        for (int sequence : new int[] {5, 5 + PacketHistory.PACKETS}) {
            open(sequence, 100);
            history.left(sequence);
            int times = 0;
            for (int now = 0; now < 1_000; now += 15) {
                times += repeat(sequence, now) ? 1 : 0;
            }
            assertThat(times).isEqualTo(PacketHistory.MOST_REPEATS);
        }
    }

    /** One that waited to be sent again while another took its place. */
    @Test
    void whatIsNoLongerKeptCountsForNothing() {
        open(5, 100);
        history.left(5);
        history.willRepeat(5);
        open(5 + PacketHistory.PACKETS, 100);
        history.left(5 + PacketHistory.PACKETS);
        history.repeated(5, 0);
        assertThat(repeat(5 + PacketHistory.PACKETS, 1)).isTrue();
    }

    @Test
    void whatWaitedBeforeAllWasForgottenHoldsUpNothing() {
        open(5, 100);
        history.left(5);
        history.willRepeat(5);
        history.clear();
        assertThat(history.hasLeft(5)).isFalse();
        open(5, 100);
        history.left(5);
        assertThat(history.mayRepeat(5, 0, 15)).isTrue();
    }

    @Test
    void theNearestOfTheLatestIsFound() {
        assertThat(history.alike(500)).isEqualTo(PacketHistory.NONE);
        for (int i = 0; i < 40; i++) {
            open(i, 100 + 10 * i);
            history.left(i);
        }
        assertThat(history.alike(403)).isEqualTo(30);
        assertThat(history.alike(50)).isEqualTo(8); // those before are too old to look at
        history.clear();
        assertThat(history.alike(403)).isEqualTo(PacketHistory.NONE);
    }

    @Test
    void noNumberIsFreshTwice() {
        SplittableRandom random = new SplittableRandom(1);
        int newest = 40_000;
        boolean[] used = new boolean[0x10000];
        for (int i = 0; i < 20_000; i++) {
            int sequence = newest + random.nextInt(-300, 20) & 0xFFFF;
            if (history.isFresh(sequence)) {
                assertThat(used[sequence]).isFalse();
                used[sequence] = true;
                history.open(sequence, 10);
                newest = sequence - newest << 16 > 0 ? sequence : newest;
                used[sequence + 0x8000 & 0xFFFF] = false;
            }
            if (random.nextInt(100) == 0) {
                history.clear();
            }
        }
    }
}
