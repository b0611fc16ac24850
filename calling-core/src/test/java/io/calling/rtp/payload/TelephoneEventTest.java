package io.calling.rtp.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 4733. */
class TelephoneEventTest {
    @Test
    void whatIsWrittenIsRead() {
        byte[] buffer = new byte[10];
        TelephoneEvent event = new TelephoneEvent(11, true, 10, 0xABCD);
        event.write(buffer, 3);

        assertThat(buffer).containsExactly(0, 0, 0, 11, 0x8A, 0xAB, 0xCD, 0, 0, 0);
        assertThat(TelephoneEvent.read(buffer, 3)).isEqualTo(event);
    }

    @Test
    void anyFourBytesAreAReport() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] bytes = {(byte) first, (byte) second, -1, -1};
                byte[] again = new byte[4];
                TelephoneEvent.read(bytes, 0).write(again, 0);
                assertThat(again[0]).isEqualTo(bytes[0]);
            }
        }
    }

    @Test
    void keysHaveTheirEvents() {
        for (char key : "0123456789*#ABCD".toCharArray()) {
            int event = TelephoneEvent.ofKey(key).orElseThrow();
            assertThat(new TelephoneEvent(event, false, 0, 0).key()).isEqualTo(key);
        }
        assertThat(TelephoneEvent.ofKey('d')).hasValue(15);
        assertThat(TelephoneEvent.ofKey('x')).isEmpty();
        assertThat(new TelephoneEvent(66, false, 0, 0).key()).isEqualTo('?');
        assertThat(new TelephoneEvent(16, false, 0, 0).isKey()).as("flash").isFalse();
    }

    @Test
    void aPressIsReportedEachFrameAndItsEndThreeTimes() {
        KeyPress press = new KeyPress(5, 960, 4_800);
        List<Integer> durations = new ArrayList<>();
        int ends = 0;
        boolean first = press.isFirst();
        for (Optional<TelephoneEvent> next = press.next(); next.isPresent(); next = press.next()) {
            durations.add(next.get().durationTicks());
            ends += next.get().end() ? 1 : 0;
        }
        assertThat(first).isTrue();
        assertThat(press.isFirst()).isFalse();
        assertThat(durations).containsExactly(960, 1_920, 2_880, 3_840, 4_800, 4_800, 4_800);
        assertThat(ends).isEqualTo(3);
    }

    @Test
    void aLongPressIsToldInSegmentsOfWhichOnlyTheLastEnds() {
        KeyPress press = new KeyPress(5, 960, 3 * 0xFFFF - 100);
        List<Integer> begins = new ArrayList<>();
        int told = 0;
        int ends = 0;
        TelephoneEvent last = null;
        for (Optional<TelephoneEvent> next = press.next(); next.isPresent(); next = press.next()) {
            TelephoneEvent report = next.get();
            if (begins.isEmpty() || begins.get(begins.size() - 1) != press.segmentTicks()) {
                begins.add(press.segmentTicks());
                assertThat(last == null || last.durationTicks() == 0xFFFF).isTrue();
            }
            assertThat(report.end() && begins.size() < 3).isFalse();
            ends += report.end() ? 1 : 0;
            told = press.segmentTicks() + report.durationTicks();
            last = report;
        }
        assertThat(begins).containsExactly(0, 0xFFFF, 2 * 0xFFFF);
        assertThat(ends).isEqualTo(3);
        assertThat(told).isEqualTo(3 * 0xFFFF - 100);
    }

    @Test
    void aPressThatEndsWithItsSegmentHasOne() {
        KeyPress press = new KeyPress(5, 0xFFFF / 3, 0xFFFF);
        List<Integer> segments = new ArrayList<>();
        for (Optional<TelephoneEvent> next = press.next(); next.isPresent(); next = press.next()) {
            segments.add(press.segmentTicks());
        }
        assertThat(segments).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void aPressIsToldOnceHoweverItsReportsCome() {
        KeyPresses presses = new KeyPresses();

        assertThat(presses.isNew(-100, 5, false)).isTrue();
        assertThat(presses.isNew(-100, 5, true)).isFalse();
        assertThat(presses.isNew(50, 5, false)).isTrue();
        assertThat(presses.isNew(-100, 5, true)).isFalse();
        assertThat(presses.isNew(50, 5, true)).isFalse();
    }

    @Test
    void theNextSegmentIsNoPressOfItsOwnAlsoWhereWholeSegmentsGotLost() {
        KeyPresses presses = new KeyPresses();

        assertThat(presses.isNew(7, 5, false)).isTrue();
        assertThat(presses.isNew(7 + 0xFFFF, 5, false)).isFalse();
        assertThat(presses.isNew(7 + 3 * 0xFFFF, 5, true)).isFalse();
        assertThat(presses.isNew(7 + 4 * 0xFFFF, 5, false)).as("it had ended").isTrue();
        assertThat(presses.isNew(7 + 5 * 0xFFFF, 6, false)).as("another key").isTrue();
        assertThat(presses.isNew(8 + 6 * 0xFFFF, 6, false)).as("elsewhere").isTrue();
    }

    @Test
    void valuesThatCannotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TelephoneEvent(256, false, 0, 0))
                .withMessageContaining("event");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TelephoneEvent(1, false, 64, 0))
                .withMessageContaining("volume");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyPress(1, 960, 100))
                .withMessageContaining("lengthTicks");
    }
}
