package io.calling.examples.videocall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpusOrderTest {
    /** CELT, 20 ms, one frame. */
    private static final byte TOC = (byte) 0xF8;

    private final List<byte[]> out = new ArrayList<>();
    private final OpusOrder order = new OpusOrder(out::add);

    private static byte[] packet(int name) {
        return new byte[] {TOC, (byte) name};
    }

    private void add(int name) {
        order.add(65_530 + name & 0xFFFF, 960 * name, packet(name));
    }

    private List<Integer> names() {
        return out.stream().map(bytes -> bytes.length == 1 ? -1 : (int) bytes[1]).toList();
    }

    @Test
    void packetsOvertakenOnTheWayAreInOrderAcrossTheWrap() {
        for (int name : new int[] {0, 2, 1, 3, 6, 5, 4, 7, 7, 2, 8}) {
            add(name);
        }
        assertThat(names()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void whatIsLostIsAGapOfTheSameLength() {
        add(0);
        for (int name = 3; name < 14; name++) {
            add(name);
        }
        assertThat(names()).startsWith(0, -1, -1, 3, 4);
    }

    @Test
    void theEndGivesWhatStillWaits() {
        add(0);
        add(2);
        assertThat(names()).containsExactly(0);
        order.end();
        assertThat(names()).containsExactly(0, -1, 2);
    }

    @Test
    void theTimeBeforeTheFirstPacketIsFilled() {
        order.silence(960 * 3 + 5);
        add(0);
        assertThat(names()).containsExactly(-1, -1, -1, 0);
    }
}
