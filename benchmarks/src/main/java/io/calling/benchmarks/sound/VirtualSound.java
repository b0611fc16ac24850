package io.calling.benchmarks.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is heard on the virtual network over one path.
 *
 * @param fastestMillis how long the fastest packets waited, on average
 * @param missing share of the frames that did not come in time
 * @param lost share of the packets that the path lost
 */
record VirtualSound(double fastestMillis, double missing, double lost) {
    /** What chance does to one call is not what a path does. */
    static final int CALLS = 12;

    private static final long FIRST_SEED = 11;

    /** The mean of some calls, by somebody who sends as another stack does. */
    static VirtualSound of(SoundPath path, Kind sender) {
        List<VirtualSound> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            try (VirtualCall call = new VirtualCall(path, sender, FIRST_SEED + i)) {
                calls.add(call.measure());
            }
        }
        return new VirtualSound(
                mean(calls, VirtualSound::fastestMillis),
                mean(calls, VirtualSound::missing),
                mean(calls, VirtualSound::lost));
    }

    private static double mean(List<VirtualSound> calls, ToDoubleFunction<VirtualSound> figure) {
        return calls.stream().mapToDouble(figure).average().orElseThrow();
    }
}
