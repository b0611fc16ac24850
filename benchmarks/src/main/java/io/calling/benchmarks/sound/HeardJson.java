package io.calling.benchmarks.sound;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** {@link Heard} as one line of JSON, and back. */
final class HeardJson {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\{\"path\": \"(.*)\", \"from\": \"(\\w+)\", \"to\": \"(\\w+)\", \"lost\": (.*),"
                            + " \"delays\": \\[(.*)], \"figures\": \\{(.*)}}");

    private HeardJson() {}

    static String line(Heard heard) {
        return String.format(
                Locale.ROOT,
                "{\"path\": \"%s\", \"from\": \"%s\", \"to\": \"%s\", \"lost\": %.5f, \"delays\":"
                        + " [%s], \"figures\": {%s}}",
                heard.path(),
                heard.from(),
                heard.to(),
                heard.lost(),
                heard.delaysMillis().stream().map(HeardJson::number).collect(commas()),
                new TreeMap<>(heard.figures())
                        .entrySet().stream()
                                .map(e -> '"' + e.getKey() + "\": " + number(e.getValue()))
                                .collect(commas()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static Collector<CharSequence, ?, String> commas() {
        return Collectors.joining(", ");
    }

    static Heard parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("sound.json has a line that is none of ours");
        }
        List<Double> delays = items(found.group(5)).stream().map(Double::valueOf).toList();
        Map<String, Double> figures = new TreeMap<>();
        for (String item : items(found.group(6))) {
            String[] words = item.split("\": ", 2);
            figures.put(words[0].substring(1), Double.valueOf(words[1]));
        }
        return new Heard(
                found.group(1),
                Kind.valueOf(found.group(2)),
                Kind.valueOf(found.group(3)),
                Double.parseDouble(found.group(4)),
                delays,
                figures);
    }

    private static List<String> items(String list) {
        return list.isEmpty() ? List.of() : Arrays.asList(list.split(", ", -1));
    }
}
