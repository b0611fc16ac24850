package io.calling.examples.captures;

import io.calling.examples.hosts.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@link Party} on a host, led from here. */
final class Puppet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Host host;
    private final Process process;
    private final Writer in;
    private final Thread reader;
    private final List<String> said = new ArrayList<>();

    private Puppet(Host host, Process process) {
        this.host = host;
        this.process = process;
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "party on " + host);
        reader.start();
    }

    /** Starts it where it asks that server for names, and remembers none of its answers itself. */
    static Puppet start(NameServer names, Host host) throws IOException, InterruptedException {
        List<String> command =
                NameServer.java(Party.class, "-XX:TieredStopAtLevel=1", "-Dsun.net.inetaddr.ttl=0");
        Process process =
                new ProcessBuilder(names.on(host, command)).redirectErrorStream(true).start();
        Puppet puppet = new Puppet(host, process);
        puppet.await("ready", 0);
        return puppet;
    }

    Host host() {
        return host;
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                add(line);
            }
        } catch (IOException | UncheckedIOException e) {
            add("(output ended)");
        }
    }

    private synchronized void add(String line) {
        said.add(line);
        notifyAll();
    }

    void tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** How many lines it has said; a mark to wait from. */
    synchronized int mark() {
        return said.size();
    }

    /** The lines that it said from a mark on. */
    synchronized List<String> since(int mark) {
        return List.copyOf(said.subList(mark, said.size()));
    }

    /** Waits until it says a line that begins with {@code words}, from a mark on. */
    String await(String words, int mark) throws InterruptedException {
        return await(words, mark, line -> line.equals(words) || line.startsWith(words + " "));
    }

    private synchronized String await(String what, int mark, Predicate<String> fits)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (String line : said.subList(mark, said.size())) {
                if (fits.test(line)) {
                    return line;
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || !process.isAlive() && !reader.isAlive()) {
                throw new AssertionError(host + " did not say '" + what + "': " + since(mark));
            }
            wait(Math.max(1, Math.min(100, left / 1_000_000)));
        }
    }

    /** How many datagrams it has heard. */
    int heard() throws IOException, InterruptedException {
        int mark = mark();
        tell("heard");
        return Integer.parseInt(await("heard", mark).substring("heard ".length()));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        in.close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        reader.join(PATIENCE.toMillis());
    }
}
