package io.calling.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** draft-holmer-rmcat-transport-wide-cc-extensions-01, 3.1. */
class TransportFeedbackTest {
    private final ArrivalLog log = new ArrivalLog();
    private final byte[] buffer = new byte[1_500];
    private final RtcpWriter writer = new RtcpWriter(buffer);

    /** What was read: arrival in microseconds, or null. */
    private final Map<Integer, Long> read = new TreeMap<>();

    /** When the first packet arrived, from which feedback counts. */
    private long origin = -1;

    private final TransportFeedback feedback =
            new TransportFeedback(
                    new TransportFeedback.Listener() {
                        @Override
                        public void onArrived(int sequence, long arrivalMicros) {
                            read.put(sequence, arrivalMicros);
                        }

                        @Override
                        public void onMissing(int sequence) {
                            read.put(sequence, null);
                        }
                    });

    /** The draft's figure, with chunks of each kind: run, one-bit vector, two-bit vector. */
    @Test
    void eachKindOfChunkIsRead() {
        byte[] bytes =
                RtpPacketTest.bytes(
                        0, 100, 0, 18, 0xFF, 0xFF, 0xFF, 3, // from 100, 18 packets, time -1
                        0x20, 2, // a run of two with small deltas
                        0xA0, 0, // fourteen in one bit each: the first arrived
                        0xD0, 0, // two bits each: small, missing
                        4, 8, 12, 16);
        bytes[12] = (byte) 0xD0;

        assertThat(feedback.read(bytes, 0, bytes.length)).isTrue();
        assertThat(read).hasSize(18);
        assertThat(read.get(100)).isEqualTo(-64_000 + 1_000);
        assertThat(read.get(101)).isEqualTo(-64_000 + 3_000);
        assertThat(read.get(102)).isEqualTo(-64_000 + 6_000);
        assertThat(read.get(103)).isNull();
        assertThat(read.get(116)).isEqualTo(-64_000 + 10_000);
        assertThat(read.get(117)).isNull();
    }

    @Test
    void whatIsWrittenIsReadToAQuarterOfAMillisecond() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            Map<Integer, Long> sent = arrivals(random, round);
            read.clear();
            while (!log.isEmpty()) {
                readBack();
            }
            sent.forEach(
                    (sequence, micros) ->
                            assertThat(read.get(sequence) + origin)
                                    .isBetween(micros - 250, micros + 1));
        }
    }

    private Map<Integer, Long> arrivals(Random random, int round) {
        Map<Integer, Long> sent = new TreeMap<>();
        long micros = round * 1_000_000L;
        for (int i = 0; i < 200; i++) {
            micros += random.nextInt(random.nextInt(20) == 0 ? 200_000 : 5_000);
            if (random.nextInt(10) != 0) {
                int sequence = round * 200 + i & 0xFFFF;
                long late = random.nextInt(10) == 0 ? random.nextInt(40_000) : 0;
                sent.put(sequence, micros + late);
                origin = origin < 0 ? micros + late : origin;
                log.onPacket(sequence, (micros + late) * 1_000);
            }
        }
        return sent;
    }

    private void readBack() {
        writer.begin(0).transportFeedback(1, 2, log);
        boolean valid =
                new RtcpReader(
                                new RtcpHandler() {
                                    @Override
                                    public void onTransportFeedback(
                                            int sender, int source, byte[] b, int at, int length) {
                                        assertThat(feedback.read(b, at, length)).isTrue();
                                    }
                                })
                        .read(buffer, 0, writer.length());
        assertThat(valid).isTrue();
    }

    @Test
    void L32_feedbackTellsNothingOfTheLocalClock() {
        log.onPacket(1, 123_456_789_000_000_000L);
        readBack();

        assertThat(read).containsEntry(1, 0L);
    }

    @Test
    void aLongSilenceEndsTheFeedbackAndTheNextTellsTheRest() {
        log.onPacket(1, 0);
        log.onPacket(2, 20_000_000_000L);
        readBack();
        assertThat(read).containsOnlyKeys(1);

        readBack();
        assertThat(read).containsOnlyKeys(1, 2);
        assertThat(log.isEmpty()).isTrue();
    }

    /** At a tenth of random loss a third of the losses were never told of. */
    @Test
    void whatWasLostBetweenTwoFeedbacksIsToldOf() {
        log.onPacket(1, 0);
        readBack();
        log.onPacket(4, 50_000_000);
        readBack();

        assertThat(read).containsOnlyKeys(1, 2, 3, 4);
        assertThat(read.get(2)).isNull();
        assertThat(read.get(3)).isNull();
        assertThat(read.get(4)).isEqualTo(50_000L);
    }

    @Test
    void aPacketThatWasOnlyOvertakenIsToldOfInTheNextFeedback() {
        log.onPacket(1, 0);
        log.onPacket(3, 10_000_000);
        readBack();
        assertThat(read.get(2)).isNull();

        log.onPacket(2, 20_000_000);
        readBack();
        assertThat(read.get(2)).isEqualTo(20_000L);
        assertThat(read.get(3)).isEqualTo(10_000L);
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void aPacketOvertakenByManyIsForgotten() {
        for (int i = 0; i < 300; i += 2) {
            log.onPacket(i, i * 1_000_000L);
        }
        readBack();
        log.onPacket(1, 400_000_000);
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void whereNothingArrivedNothingIsWritten() {
        assertThat(writer.begin(0).transportFeedback(1, 2, log).length()).isZero();
    }

    @Test
    void aFloodFitsIntoAPacketAndIntoMemory() {
        for (int i = 0; i < 100_000; i++) {
            log.onPacket(i & 0xFFFF, i % 2 * 300_000_000L);
        }
        while (!log.isEmpty()) {
            writer.begin(0).transportFeedback(1, 2, log);
            assertThat(writer.length()).isBetween(16, 1_200);
        }
    }

    @Test
    void sequenceNumbersFromAnywhereNeitherThrowNorGrow() {
        Random random = new Random(6);
        for (int i = 0; i < 100_000; i++) {
            log.onPacket(random.nextInt(65_536), random.nextLong() >>> 8);
            if (i % 50 == 0) {
                writer.begin(0).transportFeedback(1, 2, log);
                assertThat(writer.length()).isLessThanOrEqualTo(1_200);
            }
        }
    }

    @Test
    void feedbackCutAnywhereIsRefusedAndNothingTold() {
        for (int i = 0; i < 40; i++) {
            log.onPacket(i * i, i * 5_000_000L);
        }
        writer.begin(0).transportFeedback(1, 2, log);
        int length = Bytes.uint16(buffer, 2) * 4 - 8;
        byte[] whole = Arrays.copyOfRange(buffer, 12, 12 + length);
        for (int cut = 0; cut < length - 3; cut++) {
            assertThat(feedback.read(Arrays.copyOf(whole, cut), 0, cut)).isFalse();
            assertThat(read).isEmpty();
        }
    }

    @Test
    void anEmptyRunIsRefused() {
        byte[] bytes = RtpPacketTest.bytes(0, 1, 0, 5, 0, 0, 0, 0, 0x20, 0, 0x20, 0);

        assertThat(feedback.read(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[2] = 0;
            }
            feedback.read(bytes, 0, bytes.length);
            read.clear();
        }
    }

    /** Nine runs of two bytes each tell of 65,535 packets. */
    @Test
    void runsOfPacketsThatDidNotArriveAreToldOfAtOnce() {
        byte[] bytes = new byte[TransportFeedback.HEADER_BYTES + 9 * 2];
        bytes[1] = 100;
        bytes[2] = (byte) 0xFF;
        bytes[3] = (byte) 0xFF;
        for (int run = 0; run < 9; run++) {
            bytes[TransportFeedback.HEADER_BYTES + 2 * run] = 0x1F;
            bytes[TransportFeedback.HEADER_BYTES + 2 * run + 1] = (byte) 0xFF;
        }
        List<String> told = new ArrayList<>();
        TransportFeedback reader =
                new TransportFeedback(
                        new TransportFeedback.Listener() {
                            @Override
                            public void onArrived(int sequence, long arrivalMicros) {
                                told.add("arrived " + sequence);
                            }

                            @Override
                            public void onMissing(int sequence) {
                                told.add("missing " + sequence);
                            }

                            @Override
                            public void onMissing(int first, int count) {
                                told.add(first + " and on: " + count);
                            }
                        });

        assertThat(reader.read(bytes, 0, bytes.length)).isTrue();
        assertThat(told)
                .hasSize(9)
                .startsWith("100 and on: 8191", "8291 and on: 8191")
                .endsWith("92 and on: 7");
        assertThat(feedback.read(bytes, 0, bytes.length)).isTrue();
        assertThat(read).hasSize(65_535).doesNotContainKey(99).containsEntry(100, null);
    }
}
