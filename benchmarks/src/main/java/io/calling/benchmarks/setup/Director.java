package io.calling.benchmarks.setup;

import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Switch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Has calls made, one after the other, and notes when what happened. */
final class Director implements AutoCloseable {
    /** What a person takes to answer; what can be prepared meanwhile is. */
    private static final Duration RINGING = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofMillis((long) Outcome.NEVER_MILLIS);

    private final Switch lines;
    private final Map<String, Map<String, Double>> events = new ConcurrentHashMap<>();

    Director() throws IOException {
        lines = new Switch(Map.of("/", page()), this::take);
    }

    private static byte[] page() throws IOException {
        try (InputStream page = Director.class.getResourceAsStream("party.html")) {
            return page == null ? new byte[0] : page.readAllBytes();
        }
    }

    private void take(String from, String line) {
        if (line.startsWith("signal ")) {
            lines.say(other(from), line);
            return;
        }
        String[] words = line.split(" ", 3);
        if (words[1].equals("failed")) {
            System.err.println(from + ": " + line);
            return;
        }
        synchronized (this) {
            events(from).put(words[1], Double.parseDouble(words[2]));
            notifyAll();
        }
    }

    private Map<String, Double> events(String name) {
        return events.computeIfAbsent(name, n -> new TreeMap<>());
    }

    private static String other(String name) {
        return name.endsWith("-caller")
                ? name.replace("-caller", "-callee")
                : name.replace("-callee", "-caller");
    }

    void awaitReady(Contestant contestant) throws InterruptedException, IOException {
        for (Host host : new Host[] {Host.CALLER, Host.CALLEE}) {
            require(contestant.name(host), "ready");
        }
    }

    private void require(String name, String what) throws InterruptedException, IOException {
        if (!await(name, what, PATIENCE)) {
            throw new IOException(name + " did not say: " + what);
        }
    }

    private synchronized boolean await(String name, String what, Duration patience)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!events(name).containsKey(what)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Has one call made. */
    Outcome call(Cell cell, Contestant contestant) throws InterruptedException, IOException {
        String caller = contestant.name(Host.CALLER);
        String callee = contestant.name(Host.CALLEE);
        forget(caller);
        forget(callee);
        lines.say(caller, "call");
        require(callee, "ringing");
        TimeUnit.MILLISECONDS.sleep(RINGING.toMillis());
        lines.say(callee, "accept");
        await(callee, "audio", CALL);
        await(caller, "audio", CALL);
        Map<String, Double> atCaller = copy(caller);
        Map<String, Double> atCallee = copy(callee);
        for (String name : new String[] {caller, callee}) {
            lines.say(name, "end");
            require(name, "ended");
        }
        double accepted = atCallee.getOrDefault("accept", Double.NaN);
        return new Outcome(cell, contestant, since(accepted, atCaller), since(accepted, atCallee));
    }

    private synchronized void forget(String name) {
        events(name).clear();
    }

    private synchronized Map<String, Double> copy(String name) {
        return new TreeMap<>(events(name));
    }

    private static Map<String, Double> since(double accepted, Map<String, Double> at) {
        Map<String, Double> since = new TreeMap<>(at);
        since.replaceAll((what, millis) -> millis - accepted);
        return since;
    }

    @Override
    public void close() {
        lines.close();
    }
}
