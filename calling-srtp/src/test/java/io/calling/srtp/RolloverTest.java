package io.calling.srtp;

import static io.calling.srtp.Packets.masterKey;
import static io.calling.srtp.Packets.result;
import static io.calling.srtp.Packets.rtp;
import static io.calling.srtp.Packets.through;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloverTest {
    private static final SrtpProfile SOME = SrtpProfile.AES128_CM_HMAC_SHA1_80;
    private static final int SSRC = 0xCAFE;

    private final SrtpContext sending = SrtpContext.sending(SOME, masterKey(SOME));
    private final SrtpContext receiving = SrtpContext.receiving(SOME, masterKey(SOME));

    private byte[] sealed(int sequence) {
        return through(sending::protectRtp, rtp(SSRC, sequence, 20));
    }

    private int receive(byte[] sealed) {
        return result(receiving::unprotectRtp, sealed);
    }

    @ParameterizedTest
    @EnumSource
    void packetsAcrossTwoRolloversSurviveLossAndReordering(SrtpProfile profile) {
        SrtpContext from = SrtpContext.sending(profile, masterKey(profile));
        SrtpContext to = SrtpContext.receiving(profile, masterKey(profile));
        Random random = new Random(65_536);
        List<byte[]> inFlight = new ArrayList<>();
        int delivered = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] sealed = through(from::protectRtp, rtp(SSRC, 65_000 + i, 20));
            if (random.nextInt(100) >= 5) {
                inFlight.add(sealed);
            }
            if (inFlight.size() > 50) {
                assertThat(result(to::unprotectRtp, inFlight.remove(random.nextInt(50))))
                        .isPositive();
                delivered++;
            }
        }
        assertThat(delivered).isGreaterThan(94_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_530, 65_533, 65_534, 65_535})
    void aStreamMayBeginShortlyBeforeARollover(int start) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            packets.add(sealed(start + i));
        }
        for (byte[] packet : packets) {
            assertThat(receive(packet)).isPositive();
        }
    }

    @Test
    void theFirstPacketMayComeFromBehindTheRollover() {
        byte[] lateOne = sealed(65_534);
        byte[] lost = sealed(65_535);
        byte[] first = sealed(65_536);
        byte[] second = sealed(65_537);
        assertThat(receive(first)).isPositive();
        assertThat(receive(second)).isPositive();
        assertThat(receive(lateOne)).isPositive();
        assertThat(receive(lateOne)).isEqualTo(SrtpContext.REPLAYED);
        assertThat(lost).isNotNull();
    }

    @Test
    void whatComesLateOverARolloverIsTaken() {
        byte[] before = sealed(65_530);
        List<byte[]> late = List.of(sealed(65_531), sealed(65_535));
        byte[] after = sealed(65_536 + 900);
        assertThat(receive(before)).isPositive();
        assertThat(receive(after)).isPositive();
        for (byte[] packet : late) {
            assertThat(receive(packet)).isPositive();
        }
    }

    @Test
    void theWindowIsAtLeast1024Wide() {
        byte[] late = sealed(1_000);
        byte[] highest = sealed(2_024);
        assertThat(receive(highest)).isPositive();
        assertThat(receive(late)).isPositive();
    }

    @Test
    void whatIsOlderThanTheWindowIsTooOld() {
        byte[] late = sealed(1_000);
        byte[] highest = sealed(1_000 + ReplayWindow.SIZE);
        assertThat(receive(highest)).isPositive();
        assertThat(receive(late)).isEqualTo(SrtpContext.TOO_OLD);
    }

    @Test
    void aPauseOfMoreThanHalfTheSequenceNumbersIsSurvived() {
        assertThat(receive(sealed(1_000))).isPositive();
        for (int sequence = 1_001; sequence < 50_000; sequence++) {
            sealed(sequence);
        }
        assertThat(receive(sealed(50_000))).isPositive();
        assertThat(receive(sealed(50_001))).isPositive();
    }

    @Test
    void replaysOfAnEarlierRoundAreRefused() {
        List<byte[]> early = new ArrayList<>();
        for (int sequence = 0; sequence < 200_000; sequence++) {
            byte[] packet = sealed(sequence);
            if (sequence < 65_536 && sequence % 4_096 == 0) {
                early.add(packet);
            }
            assertThat(receive(packet)).isPositive();
        }
        for (byte[] packet : early) {
            assertThat(receive(packet)).isNegative();
        }
    }

    @Test
    void forgeriesDoNotMoveTheRolloverCounter() {
        assertThat(receive(sealed(65_000))).isPositive();
        byte[] forged = Arrays.copyOf(rtp(SSRC, 100, 20), 42);
        assertThat(receive(forged)).isEqualTo(SrtpContext.AUTHENTICATION_FAILED);
        assertThat(receive(sealed(65_001))).isPositive();
    }

    @Test
    void theSenderMaySendOutOfOrderWithinTheWindow() {
        sealed(2_000);
        byte[] late = sealed(1_990);
        assertThat(receive(late)).isPositive();
        assertThat(result(sending::protectRtp, rtp(SSRC, 1, 20))).isEqualTo(SrtpContext.TOO_OLD);
    }
}
