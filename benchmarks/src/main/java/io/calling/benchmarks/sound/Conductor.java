package io.calling.benchmarks.sound;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Carried;
import io.calling.benchmarks.hosts.Dialogue;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Way;
import io.calling.testkit.net.LinkConditions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Has one call after the other made, over one path after the other. */
final class Conductor implements AutoCloseable {
    private static final LinkConditions GOOD = LinkConditions.delayed(Duration.ofMillis(10));

    private final Dialogue parties;
    private final BadLink link;
    private final Duration settling;
    private final Duration measured;

    /**
     * Serves what parties load.
     *
     * @param settling what is left out at the beginning of each call
     * @param measured the rest of it
     */
    Conductor(Map<String, byte[]> files, BadLink link, Duration settling, Duration measured)
            throws IOException {
        this.parties = new Dialogue(files);
        this.link = link;
        this.settling = settling;
        this.measured = measured;
    }

    /** Waits until a party has said a line. */
    void await(String name, String line) throws InterruptedException, IOException {
        parties.await(name, line);
    }

    /** Has one call made: what the callee heard, then what the caller heard. */
    List<Heard> call(Pair who, SoundPath path, long seed) throws InterruptedException, IOException {
        String caller = who.name(Host.CALLER);
        String callee = who.name(Host.CALLEE);
        parties.begin(caller, callee);
        link.set(GOOD, seed);
        parties.say(caller, "call");
        parties.await(caller, "sound");
        parties.await(callee, "sound");
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
            parties.say(name, "end");
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
        return Report.parse(parties.report(name));
    }

    @Override
    public void close() {
        parties.close();
    }
}
