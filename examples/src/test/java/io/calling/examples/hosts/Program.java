package io.calling.examples.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running program and what it has printed so far. */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private Program(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.reader = new Thread(this::read, "output of " + command.get(0));
        reader.start();
    }

    /** Starts a program. */
    public static Program start(List<String> command) throws IOException {
        return new Program(command, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Runs a short program to its end, which must be a good one; gives its output. */
    public static List<String> run(List<String> command) throws IOException, InterruptedException {
        try (Program program = start(command)) {
            int code = program.exitCode(PATIENCE);
            if (code != 0) {
                throw new IOException(command + " exited with " + code + ": " + program.output());
            }
            return program.output();
        }
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                add(line);
            }
        } catch (IOException | UncheckedIOException e) {
            add("(output ended: " + e.getClass().getSimpleName() + ")");
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Waits until a line contains {@code words}. */
    public void awaitLine(String words) throws InterruptedException {
        awaitLines(words, 1);
    }

    /** Waits until so many lines contain {@code words}. */
    public synchronized void awaitLines(String words, int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (lines.stream().filter(line -> line.contains(words)).count() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !process.isAlive() && !reader.isAlive()) {
                throw new AssertionError(
                        "'" + words + "' was not said by " + command + ": " + lines);
            }
            wait(Math.max(1, Math.min(100, left / 1_000_000)));
        }
    }

    /** Types something at its terminal. */
    public void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for the end. */
    public int exitCode(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(command + " did not end: " + output());
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    /** What was printed so far. */
    public synchronized List<String> output() {
        return List.copyOf(lines);
    }

    /** Ends the program and all that it started, without asking. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Asks the program to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
