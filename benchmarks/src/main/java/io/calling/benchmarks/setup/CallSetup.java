package io.calling.benchmarks.setup;

import io.calling.benchmarks.hosts.BadLink;
import io.calling.benchmarks.hosts.Commands;
import io.calling.benchmarks.hosts.Echo;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Hosts;
import io.calling.benchmarks.hosts.LinkProbe;
import io.calling.benchmarks.hosts.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the callee's accept to the first decoded sound, of two agents of ours and of two Chromiums,
 * each relayed, in the same network namespaces, in turns.
 *
 * <p>Arguments: {@code [calls in each cell] [cell...]}, a cell as in {@code 50/5}. Needs root, gcc,
 * coturn and chromium.
 */
public final class CallSetup {
    private static final String INSIDE = "--inside";
    private static final int WARM_UP_CALLS = 3;
    private static final int PROBES = 2_000;

    private final int calls;
    private final List<Cell> cells;
    private final Map<Cell, String> precision = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private CallSetup(int calls, List<Cell> cells) {
        this.calls = calls;
        this.cells = cells;
    }

    /** Measures, prints, and writes {@code results/call-setup.*}. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0 || !args[0].equals(INSIDE)) {
            onTheRouter(args);
            return;
        }
        List<String> words = List.of(args).subList(1, args.length);
        int calls = words.isEmpty() ? 50 : Integer.parseInt(words.get(0));
        List<Cell> cells = words.stream().skip(1).map(Cell::parse).toList();
        new CallSetup(calls, cells.isEmpty() ? Cell.ALL : cells).run();
    }

    /** This program again, on the host in the middle. */
    private static void onTheRouter(String[] args) throws IOException, InterruptedException {
        Hosts.create();
        try {
            List<String> command = Commands.java(CallSetup.class, INSIDE);
            command.addAll(Arrays.asList(args));
            Commands.run(Commands.on(Host.ROUTER, command));
        } finally {
            Hosts.remove();
        }
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("call-setup");
        try (Hosts hosts = Hosts.connect();
                Relay relay = Relay.start(directory);
                Director director = new Director();
                Parties parties = new Parties(directory)) {
            relay.awaitListening();
            probe(hosts.link());
            for (Contestant contestant : Contestant.values()) {
                parties.start(contestant);
                director.awaitReady(contestant);
            }
            warmUp(hosts.link(), director);
            for (Cell cell : cells) {
                measure(cell, hosts.link(), director);
            }
        }
        new SetupReport(precision, outcomes).write(Path.of("results"));
    }

    /** What the link itself does, before anything is measured by it. */
    private void probe(BadLink link) throws IOException, InterruptedException {
        try (Echo echo = new Echo()) {
            echo.start();
            for (Cell cell : cells) {
                link.set(cell.conditions(), 1);
                String line = LinkProbe.run(PROBES, 2 * cell.delayMillis());
                precision.put(cell, line);
                System.out.println("The link, " + cell + ": " + line);
            }
        }
    }

    private static void warmUp(BadLink link, Director director)
            throws IOException, InterruptedException {
        link.set(new Cell(5, 0).conditions(), 1);
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            for (Contestant contestant : Contestant.values()) {
                director.call(new Cell(5, 0), contestant);
            }
        }
    }

    private void measure(Cell cell, BadLink link, Director director)
            throws IOException, InterruptedException {
        for (int call = 0; call < calls; call++) {
            for (Contestant contestant : Contestant.values()) {
                link.set(cell.conditions(), call);
                Outcome outcome = director.call(cell, contestant);
                outcomes.add(outcome);
                System.out.printf(
                        Locale.ROOT,
                        "%s %s %d: callee %.0f caller %.0f %s %s%n",
                        cell,
                        contestant.text(),
                        call,
                        outcome.calleeAudio(),
                        outcome.callerAudio(),
                        rounded(outcome.callee()),
                        rounded(outcome.caller()));
            }
        }
    }

    private static String rounded(Map<String, Double> events) {
        StringBuilder text = new StringBuilder("{");
        events.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(e -> text.append(' ').append(e.getKey()).append(Math.round(e.getValue())));
        return text.append(" }").toString();
    }
}
