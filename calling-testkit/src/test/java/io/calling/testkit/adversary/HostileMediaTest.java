package io.calling.testkit.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the other party sends with the right keys, the call goes on: what it says honestly
 * beside it is heard and seen, it is not answered with more than it sent, and memory is bounded.
 * Each build sends some hundred packets of each kind; {@code -Dcalling.adversary=10m} sends them by
 * the hundred thousand for so long.
 */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class HostileMediaTest {
    private static final int FEW = 200;
    private static final int MANY = 1 << 16;
    private static final int MOST_GROWN_BYTES = 4 << 20;

    /** One collector leaves some of the dead where they are in three of four collections. */
    private static final int COLLECTIONS = 5;

    /** The log of the virtual network has then turned over, and holds what is usual. */
    private static final Duration CALM = Duration.ofSeconds(18);

    enum Kind {
        A_SESSION {
            @Override
            CallUnderAttack begin(long seed) throws Exception {
                return new SessionUnderAttack(seed);
            }
        },
        A_CALL_OF_AN_AGENT {
            @Override
            CallUnderAttack begin(long seed) throws Exception {
                return new AgentUnderAttack(seed);
            }
        };

        abstract CallUnderAttack begin(long seed) throws Exception;
    }

    static final List<Assault> ASSAULTS =
            Stream.of(RtpAssaults.all(), PayloadAssaults.all(), RtcpAssaults.all())
                    .flatMap(List::stream)
                    .toList();

    @ParameterizedTest
    @EnumSource
    void goesOnWhateverIsSentAndTakesNoMoreMemoryTheSecondTime(Kind kind) throws Exception {
        try (CallUnderAttack call = kind.begin(1)) {
            long before = usedAfter(call, FEW);
            assertThat(usedAfter(call, FEW) - before).isLessThan(MOST_GROWN_BYTES);
        }
    }

    private static long usedAfter(CallUnderAttack call, int packets) {
        ASSAULTS.forEach(assault -> call.endure(assault, packets));
        call.world().pass(CALM);
        long used = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    @Test
    void forAsLongAsOneLikes() throws Exception {
        Duration limit = limit();
        long began = System.nanoTime();
        for (long seed = 2; System.nanoTime() - began < limit.toNanos(); seed++) {
            Kind kind = Kind.values()[(int) (seed % Kind.values().length)];
            try (CallUnderAttack call = kind.begin(seed)) {
                long before = usedAfter(call, MANY);
                assertThat(usedAfter(call, MANY) - before)
                        .as("growth with seed %d", seed)
                        .isLessThan(MOST_GROWN_BYTES);
            }
        }
    }

    /** Such as {@code 90s} or {@code 10m}; none unless told. */
    private static Duration limit() {
        return Duration.parse("PT" + System.getProperty("calling.adversary", "0s"));
    }
}
