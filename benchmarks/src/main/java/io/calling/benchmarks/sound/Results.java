package io.calling.benchmarks.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was measured in this run and, on other paths, in the ones before. */
final class Results {
    private final Path folder;
    private final List<Heard> all;

    private Results(Path folder, List<Heard> all) {
        this.folder = folder;
        this.all = all;
    }

    /** Those of the runs before. */
    static Results read(Path folder) throws IOException {
        Path file = folder.resolve("sound.json");
        List<Heard> all = new ArrayList<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.contains("\"path\""))
                    .map(HeardJson::parse)
                    .forEach(all::add);
        }
        return new Results(folder, all);
    }

    /** Takes the place of what was measured of the same parties on the same paths. */
    void put(List<Heard> heard) {
        all.removeIf(before -> heard.stream().anyMatch(now -> isSame(before, now)));
        all.addAll(heard);
    }

    private static boolean isSame(Heard one, Heard other) {
        return one.path().equals(other.path())
                && one.from() == other.from()
                && one.to() == other.to();
    }

    /** All that somebody heard of somebody on a path, in any call, as one. */
    Optional<Heard> find(SoundPath path, Kind from, Kind to) {
        List<Heard> calls =
                all.stream()
                        .filter(it -> it.path().equals(path.name()))
                        .filter(it -> it.from() == from && it.to() == to)
                        .toList();
        return calls.isEmpty() ? Optional.empty() : Optional.of(Heard.together(calls));
    }

    /** For later runs, and for {@link #write}. */
    void save() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("sound.json"),
                all.stream()
                        .map(HeardJson::line)
                        .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n")));
    }

    /** The tables and the plot of all. */
    void write() throws IOException {
        save();
        String text = new SoundReport(this).text();
        System.out.println(text);
        Files.writeString(folder.resolve("sound.md"), text);
        Files.writeString(folder.resolve("sound.svg"), new SoundPlot(this).svg());
    }
}
