package io.calling.benchmarks.rate;

import io.calling.benchmarks.hosts.Chromium;
import io.calling.benchmarks.hosts.Commands;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Hosts;
import io.calling.benchmarks.hosts.Programs;
import io.calling.benchmarks.hosts.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How soon pictures use what a path carries, and what queue stands meanwhile: from Chromium to
 * Chromium, from us to Chromium and from Chromium to us, each relayed, in the same network
 * namespaces, in turns.
 *
 * <p>Arguments: {@code [calls] [first path] [last path] [pair...]}, so many calls of each pair on
 * each path, and paths counted from 1 in the order of {@link RatePath#ALL}; {@code report} writes
 * the tables anew. What was measured before stays in the results until it is measured again. Needs
 * root, gcc, coturn and chromium.
 */
public final class RateBesideChromium {
    private static final String INSIDE = "--inside";
    private static final String REPORT = "report";

    /** Two calls of one pair on one path have no losses in common. */
    private static final int SEEDS_APART = 100;

    private static final Path FOLDER = Path.of("results");

    private final int calls;
    private final List<RatePath> paths;
    private final List<Pair> pairs;

    private RateBesideChromium(int calls, List<RatePath> paths, List<Pair> pairs) {
        this.calls = calls;
        this.paths = paths;
        this.pairs = pairs;
    }

    /** Measures, prints, and writes {@code results/rate.*}. */
    public static void main(String[] args) throws Exception {
        if (List.of(args).equals(List.of(REPORT))) {
            Results.read(FOLDER).write();
            return;
        }
        if (args.length == 0 || !args[0].equals(INSIDE)) {
            onTheRouter(args);
            return;
        }
        List<String> words = List.of(args).subList(1, args.length);
        int calls = words.isEmpty() ? 1 : Integer.parseInt(words.get(0));
        int first = words.size() < 2 ? 1 : Integer.parseInt(words.get(1));
        int last = words.size() < 3 ? RatePath.ALL.size() : Integer.parseInt(words.get(2));
        List<Pair> pairs = words.stream().skip(3).map(Pair::valueOf).toList();
        new RateBesideChromium(
                        calls,
                        RatePath.ALL.subList(first - 1, last),
                        pairs.isEmpty() ? List.of(Pair.values()) : pairs)
                .run();
    }

    /** This program again, on the host in the middle. */
    private static void onTheRouter(String[] args) throws IOException, InterruptedException {
        Hosts.create();
        try {
            List<String> command = Commands.java(RateBesideChromium.class, INSIDE);
            command.addAll(Arrays.asList(args));
            Commands.run(Commands.on(Host.ROUTER, command));
        } finally {
            Hosts.remove();
        }
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("rate");
        try (Hosts hosts = Hosts.connect();
                Relay relay = Relay.start(directory);
                Conductor conductor = new Conductor(page(), hosts.link());
                Programs programs = new Programs(directory)) {
            relay.awaitListening();
            start(programs, conductor, directory);
            for (Pair pair : pairs) {
                conductor.call(paths.get(0), pair, 0); // what is compiled meanwhile stalls nobody
            }
            for (RatePath path : paths) {
                measure(path, conductor);
            }
        }
        Results.read(FOLDER).write();
    }

    private static byte[] page() throws IOException {
        try (InputStream in = RateBesideChromium.class.getResourceAsStream("party.html")) {
            if (in == null) {
                throw new IOException("There is no party.html; compile the benchmarks anew");
            }
            return in.readAllBytes();
        }
    }

    private static void start(Programs programs, Conductor conductor, Path directory)
            throws Exception {
        for (Host host : List.of(Host.CALLER, Host.CALLEE)) {
            for (Kind kind : Kind.values()) {
                String name = Pair.name(kind, host);
                programs.start(host, name, command(kind, host, name, directory));
                conductor.await(name, "ready");
            }
        }
    }

    private static List<String> command(Kind kind, Host host, String name, Path directory)
            throws IOException {
        if (kind == Kind.CALLING) {
            return Commands.java(
                    CallingSide.class,
                    Chromium.base(host),
                    name,
                    Relay.uri(host),
                    Relay.USERNAME,
                    Relay.PASSWORD);
        }
        List<String> command = new ArrayList<>(Chromium.command(host, name, directory));
        command.add(1, "--use-fake-device-for-media-stream");
        Path film = Film.write(directory.resolve(name + ".y4m"));
        command.add(1, "--use-file-for-fake-video-capture=" + film);
        command.add(1, "--use-fake-ui-for-media-stream");
        return command;
    }

    /** Keeps what happened, path by path, since all of them take long. */
    private void measure(RatePath path, Conductor conductor) throws Exception {
        List<Course> all = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            long seed = 1 + RatePath.ALL.indexOf(path) + (long) SEEDS_APART * call;
            for (Pair pair : pairs) {
                all.add(conductor.call(path, pair, seed));
            }
        }
        all.forEach(RateBesideChromium::print);
        Results results = Results.read(FOLDER);
        results.put(all);
        results.save();
    }

    private static void print(Course course) {
        System.out.printf(
                Locale.ROOT,
                "%s, %s: within %.1f s, queue stands %.1f s, at first %d ms, then %d / %d ms;"
                        + " arrives %.0f %%; %s%n",
                course.path().name(),
                course.pair().text(),
                course.within(),
                course.standing(),
                course.longestAtFirstMillis(),
                course.medianQueueMillis(),
                course.longestQueueMillis(),
                100 * course.share(),
                course.figures());
    }
}
