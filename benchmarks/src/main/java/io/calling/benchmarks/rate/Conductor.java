package io.calling.benchmarks.rate;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Dialogue;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Way;
import io.calling.testkit.net.LinkConditions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Has one call after the other made. */
final class Conductor implements AutoCloseable {
    private static final String STAT = "stat ";

    private final Dialogue parties;
    private final BadLink link;

    Conductor(byte[] page, BadLink link) throws IOException {
        this.parties = new Dialogue(Map.of("/", page));
        this.link = link;
    }

    /** Waits until a party has said a line. */
    void await(String name, String line) throws InterruptedException, IOException {
        parties.await(name, line);
    }

    /** Has one call made. */
    Course call(RatePath path, Pair who, long seed) throws InterruptedException, IOException {
        String caller = who.name(Host.CALLER);
        String callee = who.name(Host.CALLEE);
        parties.begin(caller, callee);
        link.set(LinkConditions.PERFECT, seed);
        link.set(Way.CALLER_UP, path.first(), seed);
        link.set(Way.CALLER_DOWN, path.back(), seed);
        parties.say(caller, "call");
        parties.await(caller, "connected");
        Course course = new LinkWatch(link).watch(path, who);
        Map<String, Double> figures = new TreeMap<>();
        report(caller, figures);
        report(callee, figures);
        for (String name : List.of(caller, callee)) {
            parties.say(name, "end");
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
        for (String line : parties.report(name)) {
            if (line.startsWith(STAT)) {
                int value = line.lastIndexOf(' ');
                String key = name + '.' + line.substring(STAT.length(), value);
                into.put(key, Double.valueOf(line.substring(value + 1)));
            }
        }
    }

    @Override
    public void close() {
        parties.close();
    }
}
