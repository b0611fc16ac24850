package io.calling.benchmarks.sound;

import io.calling.benchmarks.hosts.Chromium;
import io.calling.benchmarks.hosts.Commands;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Hosts;
import io.calling.benchmarks.hosts.Programs;
import io.calling.benchmarks.hosts.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How late sound is, and how much of it is made up, on bad paths: between two Chromiums, between
 * Chromium and us, and between aiortc and us, each relayed, in the same network namespaces, in
 * turns.
 *
 * <p>Arguments: {@code [seconds of a call] [calls] [first path] [last path] [pair...]}, so many
 * calls of each pair on each path, and paths counted from 1 in the order of {@link SoundPath#ALL};
 * {@code report} writes the tables anew. What was measured before stays in the results until it is
 * measured again. Needs root, gcc, coturn, chromium and python3-aiortc.
 */
public final class SoundBesideChromium {
    private static final String INSIDE = "--inside";
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** Two calls of one pair on one path have no losses in common. */
    private static final int SEEDS_APART = 100;

    private final Duration measured;
    private final int calls;
    private final List<SoundPath> paths;
    private final List<Pair> pairs;

    private SoundBesideChromium(
            Duration measured, int calls, List<SoundPath> paths, List<Pair> pairs) {
        this.measured = measured;
        this.calls = calls;
        this.paths = paths;
        this.pairs = pairs;
    }

    /** Measures, prints, and writes {@code results/sound.*}. */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("report")) {
            Results.read(Path.of("results")).write();
            return;
        }
        if (args.length == 0 || !args[0].equals(INSIDE)) {
            onTheRouter(args);
            return;
        }
        List<String> words = List.of(args).subList(1, args.length);
        int seconds = words.isEmpty() ? 30 : Integer.parseInt(words.get(0));
        int calls = words.size() < 2 ? 1 : Integer.parseInt(words.get(1));
        int first = words.size() < 3 ? 1 : Integer.parseInt(words.get(2));
        int last = words.size() < 4 ? SoundPath.ALL.size() : Integer.parseInt(words.get(3));
        List<Pair> pairs = words.stream().skip(4).map(Pair::valueOf).toList();
        new SoundBesideChromium(
                        Duration.ofSeconds(seconds).minus(SETTLING),
                        calls,
                        SoundPath.ALL.subList(first - 1, last),
                        pairs.isEmpty() ? List.of(Pair.values()) : pairs)
                .run();
    }

    /** This program again, on the host in the middle. */
    private static void onTheRouter(String[] args) throws IOException, InterruptedException {
        Hosts.create();
        try {
            List<String> command = Commands.java(SoundBesideChromium.class, INSIDE);
            command.addAll(Arrays.asList(args));
            Commands.run(Commands.on(Host.ROUTER, command));
        } finally {
            Hosts.remove();
        }
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("sound");
        try (Hosts hosts = Hosts.connect();
                Relay relay = Relay.start(directory);
                Conductor conductor = new Conductor(files(), hosts.link(), SETTLING, measured);
                Programs programs = new Programs(directory)) {
            relay.awaitListening();
            new LinkCheck(hosts.link()).write(Path.of("results"));
            start(programs, conductor, directory);
            for (Pair pair : pairs) {
                conductor.call(pair, paths.get(0), 0); // what is compiled meanwhile stalls nobody
            }
            for (SoundPath path : paths) {
                measure(path, conductor);
            }
        }
        Results.read(Path.of("results")).write();
    }

    private static Map<String, byte[]> files() throws IOException {
        short[] voice = Voice.pcm();
        ByteBuffer bytes = ByteBuffer.allocate(2 * voice.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(voice);
        return Map.of("/", resource("party.html"), "/voice.pcm", bytes.array());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SoundBesideChromium.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("There is no " + name + "; compile the benchmarks anew");
            }
            return in.readAllBytes();
        }
    }

    private void start(Programs programs, Conductor conductor, Path directory) throws Exception {
        Path script = Files.write(directory.resolve("party.py"), resource("party.py"));
        for (Host host : List.of(Host.CALLER, Host.CALLEE)) {
            for (Kind kind : pairs.stream().map(pair -> pair.at(host)).distinct().toList()) {
                String name = Pair.name(kind, host);
                programs.start(host, name, command(kind, host, name, directory, script));
                conductor.await(name, "ready");
            }
        }
    }

    private static List<String> command(
            Kind kind, Host host, String name, Path directory, Path script) throws IOException {
        String base = Chromium.base(host);
        String relay = Relay.uri(host);
        return switch (kind) {
            case CHROMIUM -> Chromium.command(host, name, directory);
            case CALLING ->
                    Commands.java(
                            CallingSide.class, base, name, relay, Relay.USERNAME, Relay.PASSWORD);
            case AIORTC ->
                    Stream.of(
                                    "/usr/bin/python3",
                                    script.toString(),
                                    base,
                                    name,
                                    relay,
                                    Relay.USERNAME,
                                    Relay.PASSWORD)
                            .toList();
        };
    }

    /** Keeps what was heard, path by path, since all of them take long. */
    private void measure(SoundPath path, Conductor conductor) throws Exception {
        List<Heard> all = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            long seed = 1 + SoundPath.ALL.indexOf(path) + (long) SEEDS_APART * call;
            for (Pair pair : pairs) {
                all.addAll(conductor.call(pair, path, seed));
            }
        }
        all.forEach(SoundBesideChromium::print);
        Results results = Results.read(Path.of("results"));
        results.put(all);
        results.save();
    }

    private static void print(Heard heard) {
        System.out.printf(
                Locale.ROOT,
                "%s, %s to %s: %d marks, %.1f ms (p95 %.1f), buffer %.1f of %.1f ms, made up"
                        + " %.2f %%, missing %.2f %%, lost %.2f %%, fastest %.1f ms%n",
                heard.path(),
                heard.from().text(),
                heard.to().text(),
                heard.delaysMillis().size(),
                heard.meanMillis(),
                heard.delays().quantile(0.95),
                heard.bufferMillis(),
                heard.targetMillis(),
                100 * heard.concealed(),
                100 * heard.missing(),
                100 * heard.lost(),
                heard.fastestMillis());
    }
}
