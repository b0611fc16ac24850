package io.calling.benchmarks.rate;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Carried;
import io.calling.benchmarks.hosts.Way;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks the link again and again what waits in it, and what came out of it. */
final class LinkWatch {
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SAMPLES = Course.STEP_MILLIS / 20;

    private final BadLink link;
    private double queueMillis;

    LinkWatch(BadLink link) {
        this.link = link;
    }

    /** Watches one call from now on, and changes the path in the middle where it changes. */
    Course watch(RatePath path, Pair pair) throws IOException, InterruptedException {
        int steps = Course.SECONDS * Course.STEPS_PER_SECOND;
        int[] arrived = new int[steps];
        int[] least = new int[steps];
        int[] most = new int[steps];
        link.tell(Way.CALLER_UP);
        link.tell(Way.CALLEE_DOWN);
        long next = System.nanoTime();
        long sampled = next;
        for (int step = 0; step < steps; step++) {
            if (step == steps / 2 && path.changes()) {
                link.set(Way.CALLER_UP, path.later());
            }
            double shortest = Double.MAX_VALUE;
            double longest = 0;
            for (int sample = 0; sample < SAMPLES; sample++) {
                next += SAMPLE_NANOS;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                Carried in = link.tell(Way.CALLER_UP);
                arrived[step] += (int) link.tell(Way.CALLEE_DOWN).bytes();
                long now = System.nanoTime();
                note(in, (now - sampled) / 1e6);
                sampled = now;
                shortest = Math.min(shortest, queueMillis);
                longest = Math.max(longest, queueMillis);
            }
            least[step] = (int) Math.round(shortest);
            most[step] = (int) Math.round(longest);
        }
        return new Course(path, pair, arrived, least, most, Map.of());
    }

    /** Where no packet came that waited, the queue became shorter by the time that passed. */
    private void note(Carried in, double passedMillis) {
        boolean any = in.carried() + in.lost() > 0;
        double left = Math.max(0, queueMillis - passedMillis);
        queueMillis = any ? in.longestWait().toNanos() / 1e6 : left;
    }
}
