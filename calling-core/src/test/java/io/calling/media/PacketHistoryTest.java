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
        assertThat(history.claim(5, 0, 15)).isFalse();
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

    @Test
    void aPacketIsSentAgainOnceInAWhile() {
        open(5, 100);
        history.left(5);
        assertThat(history.claim(5, 0, 15)).isTrue();
        assertThat(history.claim(5, 14, 15)).isFalse();
        assertThat(history.claim(5, 15, 15)).isTrue();
        assertThat(history.claim(4, 15, 15)).isFalse();
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
