package io.calling.benchmarks.hosts;

import java.time.Duration;

/**
 * What happened to the packets on one {@link Way}.
 *
 * @param carried went on
 * @param lost at random
 * @param dropped found the queue full
 * @param twice were doubled
 * @param bytes of the IP packets that were not dropped
 * @param longestWait for a slow link, by those that were not dropped
 */
public record Carried(
        long carried, long lost, long dropped, long twice, long bytes, Duration longestWait) {
    static Carried parse(String line) {
        String[] words = line.split(" ", 6);
        return new Carried(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Duration.ofNanos(1_000 * Long.parseLong(words[5])));
    }
}
