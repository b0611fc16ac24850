package io.calling.benchmarks.echo;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How long the collector held everything up, pause by pause, in milliseconds. */
final class Pauses {
    private static final String CONCURRENT = "Concurrent";

    private final List<Long> millis = new ArrayList<>();

    Pauses() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter
                    && !bean.getName().contains(CONCURRENT)) {
                emitter.addNotificationListener((event, none) -> note(event), null, null);
            }
        }
    }

    private synchronized void note(Notification event) {
        if (event.getType()
                .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            CompositeData data = (CompositeData) event.getUserData();
            millis.add(GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration());
            notifyAll();
        }
    }

    /** Waits until there were so many, and no longer than that. */
    synchronized void await(int count, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis(); millis.size() < count && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    synchronized void clear() {
        millis.clear();
    }

    synchronized int count() {
        return millis.size();
    }

    synchronized long longest() {
        return millis.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
