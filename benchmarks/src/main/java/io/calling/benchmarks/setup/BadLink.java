package io.calling.benchmarks.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The C program that carries packets between the hosts, later, or never. */
final class BadLink implements AutoCloseable {
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
     * What it does with each packet in each direction from now on.
     *
     * @return how many packets it carried and lost since the last time
     */
    Carried set(double delayMillis, double lossPercent, long seed) throws IOException {
        in.write(
                String.format(
                        Locale.ROOT,
                        "%d %d %d%n",
                        Math.round(delayMillis * 1_000),
                        Math.round(lossPercent * 10_000),
                        seed));
        in.flush();
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the link ended");
        }
        String[] words = line.split(" ", 2);
        return new Carried(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }

    record Carried(long delivered, long lost) {}

    @Override
    public void close() throws IOException {
        in.close();
        Commands.await(process);
    }
}
