package io.calling.benchmarks.rate;

import io.calling.media.MediaKind;
import io.calling.testkit.SessionPair;
import io.calling.testkit.net.LoggedPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same path on the virtual network, between two endpoints of ours with the same camera, relayed
 * as over links, and counted in the same way.
 */
final class VirtualRate implements AutoCloseable {
    private static final String CALLER = "alice";
    private static final String RELAY = "relay";
    private static final int HEADER_BYTES = 28;
    private static final Duration STEP = Duration.ofMillis(Course.STEP_MILLIS);
    private static final int STEPS = Course.SECONDS * Course.STEPS_PER_SECOND;
    private static final int CALLS = 4;
    private static final long FIRST_SEED = 11;

    private final RatePath path;
    private final long seed;
    private final SessionPair pair;
    private final int[] arrivedBytes = new int[STEPS];
    private final int[] leastQueueMillis = new int[STEPS];
    private final int[] mostQueueMillis = new int[STEPS];

    /** When packets that are on their way left the caller, by their numbers. */
    private final Map<Long, Duration> left = new HashMap<>();

    private Duration seen = Duration.ZERO;

    private VirtualRate(RatePath path, long seed) {
        this.path = path;
        this.seed = seed;
        pair = SessionPair.inTestTime(seed, MediaKind.VIDEO);
    }

    /** What we send over this path, in some calls. */
    static Courses of(RatePath path) {
        List<Course> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            try (VirtualRate run = new VirtualRate(path, FIRST_SEED + i)) {
                calls.add(run.call());
            }
        }
        return new Courses(calls);
    }

    private Course call() {
        pair.alice().link().up(path.first()).down(path.back());
        pair.connect();
        Camera camera =
                new Camera(pair.alice().track(MediaKind.VIDEO), pair.alice().network(), seed);
        camera.start();
        watch();
        camera.stop();
        return new Course(
                path,
                Pair.CALLING_CHROMIUM,
                arrivedBytes,
                leastQueueMillis,
                mostQueueMillis,
                Map.of());
    }

    private void watch() {
        seen = pair.network().elapsed();
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS / 2) {
                pair.alice().link().up(path.later());
            }
            pair.pass(STEP);
            count(step);
        }
    }

    private void count(int step) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (LoggedPacket packet : fresh()) {
            if (packet.place().equals(CALLER) && packet.direction() == LoggedPacket.Direction.UP) {
                left.put(packet.number(), packet.at());
            } else if (packet.place().equals(RELAY)
                    && packet.direction() == LoggedPacket.Direction.DOWN
                    && left.containsKey(packet.number())) {
                Duration travelled = packet.at().minus(left.remove(packet.number()));
                int bytes = packet.payload().length() + HEADER_BYTES;
                int waited = (int) travelled.minus(path.delay()).minus(own(bytes, step)).toMillis();
                least = Math.min(least, Math.max(0, waited));
                most = Math.max(most, waited);
                arrivedBytes[step] += bytes;
            }
        }
        leastQueueMillis[step] = least == Integer.MAX_VALUE ? 0 : least;
        mostQueueMillis[step] = most;
        seen = pair.network().elapsed();
    }

    /** What a packet takes itself, which is no queue. */
    private Duration own(int bytes, int step) {
        long rate = step < STEPS / 2 ? path.bitsPerSecond() : path.laterBitsPerSecond();
        return Duration.ofNanos((long) (bytes * 8e9 / rate));
    }

    /** What was logged since the last step. */
    private List<LoggedPacket> fresh() {
        return pair.network().log().packets().stream()
                .filter(it -> it.at().compareTo(seen) > 0)
                .toList();
    }

    @Override
    public void close() {
        pair.close();
    }
}
