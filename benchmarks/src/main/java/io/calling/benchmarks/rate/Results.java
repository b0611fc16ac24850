package io.calling.benchmarks.rate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What was measured, one call a line, so that paths can be measured one at a time. */
final class Results {
    private static final Pattern FIGURE = Pattern.compile("\"([^\"]+)\": ([-0-9.E]+)");

    private final Path folder;
    private final List<Course> courses;

    private Results(Path folder, List<Course> courses) {
        this.folder = folder;
        this.courses = courses;
    }

    static Results read(Path folder) throws IOException {
        Path file = folder.resolve("rate.json");
        List<Course> known = new ArrayList<>();
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.filter(line -> line.contains("\"path\""))
                        .map(Results::parse)
                        .forEach(known::add);
            }
        }
        return new Results(folder, known);
    }

    /** Takes the place of what was known of the same pairs on the same paths. */
    void put(List<Course> measured) {
        courses.removeIf(
                old ->
                        measured.stream()
                                .anyMatch(
                                        fresh ->
                                                fresh.pair() == old.pair()
                                                        && fresh.path().equals(old.path())));
        courses.addAll(measured);
        courses.sort(
                Comparator.comparing((Course course) -> RatePath.ALL.indexOf(course.path()))
                        .thenComparing(Course::pair));
    }

    /** For later runs, and for {@link #write}. */
    void save() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("rate.json"),
                courses.stream()
                        .map(Results::json)
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }

    /** The tables of all, and the plot of each first call. */
    void write() throws IOException {
        save();
        List<Courses> all = together();
        String table = new RateReport(all).table() + new VirtualReport(all).text();
        System.out.println(table);
        Files.writeString(folder.resolve("rate.md"), table);
        Files.writeString(folder.resolve("rate.svg"), new RatePlot(firsts(all)).svg());
    }

    private List<Courses> together() {
        Map<List<Object>, List<Course>> calls =
                courses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        course -> List.of(course.path(), course.pair()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return calls.values().stream().map(Courses::new).toList();
    }

    private static List<Course> firsts(List<Courses> all) {
        return all.stream().map(courses -> courses.calls().get(0)).toList();
    }

    private static String json(Course course) {
        String figures =
                course.figures().entrySet().stream()
                        .map(
                                figure ->
                                        String.format(
                                                Locale.ROOT,
                                                "\"%s\": %.3f",
                                                figure.getKey(),
                                                figure.getValue()))
                        .collect(Collectors.joining(", "));
        return "  {\"path\": \"%s\", \"pair\": \"%s\", \"arrived\": %s, \"least\": %s, \"most\": %s, \"figures\": {%s}}"
                .formatted(
                        course.path().name(),
                        course.pair(),
                        Arrays.toString(course.arrivedBytes()),
                        Arrays.toString(course.leastQueueMillis()),
                        Arrays.toString(course.mostQueueMillis()),
                        figures);
    }

    private static Course parse(String line) {
        Map<String, Double> figures = new TreeMap<>();
        Matcher figure = FIGURE.matcher(line.substring(line.indexOf("\"figures\"") + 10));
        while (figure.find()) {
            figures.put(figure.group(1), Double.valueOf(figure.group(2)));
        }
        return new Course(
                RatePath.named(text(line, "path")),
                Pair.valueOf(text(line, "pair")),
                numbers(line, "arrived"),
                numbers(line, "least"),
                numbers(line, "most"),
                figures);
    }

    private static String text(String line, String key) {
        Matcher found = Pattern.compile('"' + key + "\": \"([^\"]*)\"").matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + key + " in a line of results/rate.json");
        }
        return found.group(1);
    }

    private static int[] numbers(String line, String key) {
        int begin = line.indexOf('[', line.indexOf('"' + key + '"')) + 1;
        String[] words = line.substring(begin, line.indexOf(']', begin)).split(", ", -1);
        return Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
    }
}
