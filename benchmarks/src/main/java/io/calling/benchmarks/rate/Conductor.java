package io.calling.benchmarks.rate;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Switch;
import io.calling.benchmarks.hosts.Way;
import io.calling.testkit.net.LinkConditions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Has one call after the other made. */
final class Conductor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STAT = "stat ";

    private final Switch lines;
    private final BadLink link;
    private final Map<String, List<String>> said = new HashMap<>();
    private Pair pair = Pair.CHROMIUM_CHROMIUM;

    Conductor(byte[] page, BadLink link) throws IOException {
        this.lines = new Switch(Map.of("/", page), this::take);
        this.link = link;
    }

    private synchronized void take(String from, String line) {
        if (line.startsWith("signal ")) {
            boolean isCaller = from.equals(pair.name(Host.CALLER));
            lines.say(pair.name(isCaller ? Host.CALLEE : Host.CALLER), line);
        } else if (line.startsWith("failed")) {
            System.err.println(from + ": " + line);
        } else {
            said.computeIfAbsent(from, n -> new ArrayList<>()).add(line);
            notifyAll();
        }
    }

    /** Waits until a party has said a line, and takes what it said up to it. */
    synchronized List<String> await(String name, String line)
            throws InterruptedException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!said.getOrDefault(name, List.of()).contains(line)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IOException(name + " did not say: " + line);
            }
            wait(left);
        }
        List<String> all = said.getOrDefault(name, List.of());
        List<String> until = List.copyOf(all.subList(0, all.indexOf(line)));
        all.subList(0, until.size() + 1).clear();
        return until;
    }

    private synchronized void begin(Pair next) {
        pair = next;
        said.clear();
    }

    /** Has one call made. */
    Course call(RatePath path, Pair who, long seed) throws InterruptedException, IOException {
        begin(who);
        String caller = who.name(Host.CALLER);
        String callee = who.name(Host.CALLEE);
        link.set(LinkConditions.PERFECT, seed);
        link.set(Way.CALLER_UP, path.first(), seed);
        link.set(Way.CALLER_DOWN, path.back(), seed);
        lines.say(caller, "call");
        await(caller, "connected");
        Course course = new LinkWatch(link).watch(path, who);
        Map<String, Double> figures = new TreeMap<>();
        report(caller, figures);
        report(callee, figures);
        for (String name : List.of(caller, callee)) {
            lines.say(name, "end");
            await(name, "ended");
        }
        return new Course(
                path,
                who,
                course.arrivedBytes(),
                course.leastQueueMillis(),
                course.mostQueueMillis(),
                figures);
    }

    private void report(String name, Map<String, Double> into)
            throws InterruptedException, IOException {
        lines.say(name, "report");
        for (String line : await(name, "reported")) {
            if (line.startsWith(STAT)) {
                int value = line.lastIndexOf(' ');
                String key = name + '.' + line.substring(STAT.length(), value);
                into.put(key, Double.valueOf(line.substring(value + 1)));
            }
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
