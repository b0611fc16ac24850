package io.calling.benchmarks.hosts;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What programs on the hosts say, a line at a time: the signaling of two that call each other goes
 * from one to the other, and everything else is kept until it is waited for.
 */
public final class Dialogue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Switch lines;
    private final Map<String, List<String>> said = new HashMap<>();
    private String caller = "";
    private String callee = "";

    /** Serves what programs load. */
    public Dialogue(Map<String, byte[]> files) throws IOException {
        lines = new Switch(files, this::take);
    }

    private synchronized void take(String from, String line) {
        if (line.startsWith("signal ")) {
            lines.say(from.equals(caller) ? callee : caller, line);
        } else if (line.startsWith("failed")) {
            System.err.println(from + ": " + line);
        } else {
            said.computeIfAbsent(from, n -> new ArrayList<>()).add(line);
            notifyAll();
        }
    }

    /** These two call each other from now on; what was said before is forgotten. */
    public synchronized void begin(String calling, String called) {
        caller = calling;
        callee = called;
        said.clear();
    }

    /** Tells a program something. */
    public void say(String to, String line) {
        lines.say(to, line);
    }

    /** Waits until a program has said a line, and takes what it said up to it. */
    public synchronized List<String> await(String name, String line)
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

    /** What a program reports when it is asked to. */
    public List<String> report(String name) throws InterruptedException, IOException {
        say(name, "report");
        return await(name, "reported");
    }

    @Override
    public void close() {
        lines.close();
    }
}
