package io.calling.benchmarks.hosts;

import io.calling.testkit.net.LinkConditions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C program that carries packets between the hosts, later, twice, or never. */
public final class BadLink implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/main/c/link.c");
    private static final Path PROGRAM = Path.of("target/link").toAbsolutePath();

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private BadLink(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    /**
     * Starts it.
     *
     * @param ends as in {@code namespace:device=namespace:device}
     */
    static BadLink start(List<String> ends) throws IOException, InterruptedException {
        Files.createDirectories(PROGRAM.getParent());
        Commands.run(List.of("gcc", "-O2", "-o", PROGRAM.toString(), SOURCE.toString()));
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(ends);
        BadLink link =
                new BadLink(
                        new ProcessBuilder(command)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        if (!"ready".equals(link.out.readLine())) {
            throw new IOException("the link did not come up");
        }
        return link;
    }

    /**
     * What one way does with each packet from now on; its chances begin anew.
     *
     * @param seed of them; the same for two contestants
     */
    public void set(Way way, LinkConditions conditions, long seed) throws IOException {
        say("set " + way.ordinal() + ' ' + Rules.text(conditions) + " seed=" + seed);
    }

    /** The same, where the chances go on as they were. */
    public void set(Way way, LinkConditions conditions) throws IOException {
        say("set " + way.ordinal() + ' ' + Rules.text(conditions));
    }

    /**
     * The same, where with {@code shuffled} whoever is delayed for less overtakes, as netem does
     * it; else jitter keeps the order.
     */
    public void set(Way way, LinkConditions conditions, boolean shuffled, long seed)
            throws IOException {
        String order = " shuffle=" + (shuffled ? 1 : 0);
        say("set " + way.ordinal() + ' ' + Rules.text(conditions) + order + " seed=" + seed);
    }

    /** What each way does from now on; each has chances of its own. */
    public void set(LinkConditions conditions, long seed) throws IOException {
        say("set -1 " + Rules.text(conditions) + " seed=" + seed);
    }

    /** What happened on a way since this was asked last. */
    public Carried tell(Way way) throws IOException {
        return Carried.parse(say("tell " + way.ordinal()));
    }

    private synchronized String say(String line) throws IOException {
        in.write(line + '\n');
        in.flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the link ended");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        in.close();
        Commands.await(process);
    }
}
