package io.calling.benchmarks.sound;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Carried;
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
import java.util.concurrent.TimeUnit;

/** Has one call after the other made, over one path after the other. */
final class Conductor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LinkConditions GOOD = LinkConditions.delayed(Duration.ofMillis(10));

    private final Switch lines;
    private final BadLink link;
    private final Duration settling;
    private final Duration measured;
    private final Map<String, List<String>> said = new HashMap<>();
    private Pair pair = Pair.CHROMIUM_CHROMIUM;

    /**
     * Serves what parties load.
     *
     * @param settling what is left out at the beginning of each call
     * @param measured the rest of it
     */
    Conductor(Map<String, byte[]> files, BadLink link, Duration settling, Duration measured)
            throws IOException {
        this.lines = new Switch(files, this::take);
        this.link = link;
        this.settling = settling;
        this.measured = measured;
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
        List<String> all = said.computeIfAbsent(name, n -> new ArrayList<>());
        while (!all.contains(line)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IOException(name + " did not say: " + line);
            }
            wait(left);
        }
        List<String> copy = List.copyOf(all.subList(0, all.indexOf(line)));
        all.subList(0, copy.size() + 1).clear();
        return copy;
    }

    private synchronized void begin(Pair next) {
        pair = next;
        said.clear();
    }

    /** Has one call made: what the callee heard, then what the caller heard. */
    List<Heard> call(Pair who, SoundPath path, long seed) throws InterruptedException, IOException {
        begin(who);
        String caller = who.name(Host.CALLER);
        String callee = who.name(Host.CALLEE);
        link.set(GOOD, seed);
        lines.say(caller, "call");
        await(caller, "sound");
        await(callee, "sound");
        set(path.path(), path.shuffled(), seed);
        pause(settling);
        tellOfLosses();
        List<Report> fromCaller = new ArrayList<>(List.of(report(caller)));
        List<Report> fromCallee = new ArrayList<>(List.of(report(callee)));
        pause(measured.dividedBy(2));
        if (path.changes()) {
            link.set(Way.CALLER_UP, path.later());
            link.set(Way.CALLEE_UP, path.later());
        }
        pause(measured.dividedBy(2));
        double lostUp = lost(Way.CALLER_UP);
        double lostDown = lost(Way.CALLEE_UP);
        fromCaller.add(report(caller));
        fromCallee.add(report(callee));
        for (String name : List.of(caller, callee)) {
            lines.say(name, "end");
            await(name, "ended");
        }
        Kind one = who.at(Host.CALLER);
        Kind other = who.at(Host.CALLEE);
        return List.of(
                Heard.between(path, one, other, lostUp, fromCaller, fromCallee),
                Heard.between(path, other, one, lostDown, fromCallee, fromCaller));
    }

    private void set(LinkConditions conditions, boolean shuffled, long seed) throws IOException {
        link.set(LinkConditions.PERFECT, seed);
        link.set(Way.CALLER_UP, conditions, shuffled, seed);
        link.set(Way.CALLEE_UP, conditions, shuffled, seed);
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private void tellOfLosses() throws IOException {
        link.tell(Way.CALLER_UP);
        link.tell(Way.CALLEE_UP);
    }

    private double lost(Way way) throws IOException {
        Carried carried = link.tell(way);
        return (double) carried.lost() / (carried.lost() + carried.carried());
    }

    private Report report(String name) throws InterruptedException, IOException {
        lines.say(name, "report");
        return Report.parse(await(name, "reported"));
    }

    @Override
    public void close() {
        lines.close();
    }
}
