package io.calling.testkit.story;

import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened in a test, in order. Many of one kind in a row are one {@link Step}; of a long call
 * the beginning and the end are told. Immutable.
 *
 * @param title what the test says it is about, and the seed to replay it with
 * @param steps in the order of their times
 */
public record CallStory(String title, List<Step> steps) {
    /** Copies the list. */
    public CallStory {
        steps = List.copyOf(steps);
    }

    /**
     * Tells what a network carried and what else is known.
     *
     * @param others states and messages, in any order
     */
    public static CallStory of(String title, VirtualNetwork network, List<Step> others) {
        List<Step> all = new ArrayList<>(PacketSteps.of(network));
        all.addAll(others);
        long untold =
                network.log().added()
                        - network.log().packets().size()
                        - network.log().firstPackets().size();
        String gap = untold == 0 ? "" : ", without " + untold + " packets from the middle";
        return of(title + ", seed " + network.seed() + gap, all);
    }

    /** Tells what is known without a network. */
    public static CallStory of(String title, List<Step> steps) {
        List<Step> ordered = new ArrayList<>(steps);
        ordered.sort(Comparator.comparing(Step::at).thenComparing(Step::order));
        return new CallStory(title, inRows(ordered));
    }

    /** Who takes part, in the order of their first appearance. */
    public List<String> participants() {
        Set<String> names = new LinkedHashSet<>();
        for (Step step : steps) {
            names.add(step.from());
            names.add(step.to());
        }
        return List.copyOf(names);
    }

    // Media goes on beside everything else, so what it continues may be some steps back.
    private static List<Step> inRows(List<Step> ordered) {
        List<Step> rows = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        for (Step step : ordered) {
            String stream = step.from() + '>' + step.to() + '>' + step.text();
            Integer at = step.kind() == Step.Kind.MEDIA ? open.get(stream) : lastOf(rows);
            if (at != null && at >= 0 && step.continues(rows.get(at))) {
                rows.set(at, rows.get(at).and(step));
                continue;
            }
            if (step.kind() == Step.Kind.STATE) {
                open.clear(); // a row does not run past a change of state
            } else if (step.kind() == Step.Kind.MEDIA) {
                open.put(stream, rows.size());
            }
            rows.add(step);
        }
        return rows;
    }

    private static Integer lastOf(List<Step> rows) {
        return rows.size() - 1;
    }

    /** The story as text, a line for each step. */
    public String toText() {
        String heading = title + "\n";
        return steps.stream().map(this::line).collect(Collectors.joining("\n", heading, "\n"));
    }

    private String line(Step step) {
        String who = step.isAlone() ? step.from() : step.from() + " → " + step.to();
        return String.format("%9s  %-20s %-9s %s", time(step), who, step.kind(), step.words())
                + (step.at().equals(step.until()) ? "" : ", until " + seconds(step.until()));
    }

    private static String time(Step step) {
        return seconds(step.at());
    }

    static String seconds(Duration time) {
        return String.format("%d.%03d", time.toSeconds(), time.toMillisPart());
    }

    /** The story as a sequence diagram, a whole SVG file. */
    public String toSvg() {
        return new SequenceDiagram(this).toSvg();
    }

    /** Its title. */
    @Override
    public String toString() {
        return "CallStory[" + title + "]";
    }
}
