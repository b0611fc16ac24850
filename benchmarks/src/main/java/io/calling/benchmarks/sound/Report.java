package io.calling.benchmarks.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a party says of its side of a call.
 *
 * @param sent when the marks that it sent began, in milliseconds since 1970
 * @param heard when those that it heard began
 * @param figures counters since the beginning of the call, by the names of W3C webrtc-stats
 */
record Report(List<Double> sent, List<Double> heard, Map<String, Double> figures) {
    Report {
        sent = List.copyOf(sent);
        heard = List.copyOf(heard);
        figures = Map.copyOf(figures);
    }

    /** From its lines. */
    static Report parse(List<String> lines) {
        List<Double> sent = new ArrayList<>();
        List<Double> heard = new ArrayList<>();
        Map<String, Double> figures = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "sent" -> sent.add(Double.valueOf(words[1]));
                case "heard" -> heard.add(Double.valueOf(words[1]));
                case "stat" -> figures.put(words[1], Double.valueOf(words[2]));
                default -> throw new IllegalArgumentException(line);
            }
        }
        return new Report(sent, heard, figures);
    }
}
