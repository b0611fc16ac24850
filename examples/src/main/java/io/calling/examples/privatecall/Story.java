package io.calling.examples.privatecall;

import io.calling.CallTimeline;
import io.calling.Milestone;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells on the terminal what happens in a call, as it happens. */
final class Story {
    private static final Map<Milestone, String> CALLERS = words();
    private static final Map<Milestone, String> CALLEES = words();

    static {
        CALLERS.put(Milestone.RINGING, "hears it ring");
        CALLERS.put(Milestone.ACCEPTED, "hears that the call was accepted");
        CALLEES.put(Milestone.RINGING, "rings");
        CALLEES.put(Milestone.ACCEPTED, "accepts");
    }

    private final PrintStream out;
    private final Set<Told> told = new HashSet<>();

    Story(PrintStream out) {
        this.out = out;
    }

    private record Told(Party party, Milestone milestone) {}

    /** A milestone of one party, in words. */
    record Event(Party party, Milestone milestone, double millis, String words) {}

    /** Says who calls whom, and through what. */
    void begin(List<Party> parties, String relay) {
        String names = parties.stream().map(Party::name).collect(Collectors.joining(" and "));
        out.println("Alice calls Bob. In this process: " + names + ". Relay: " + relay + ".");
        out.println();
    }

    /** Tells what has happened since the last time. */
    void goOn(List<Party> parties) {
        for (Event event : events(parties)) {
            if (told.add(new Told(event.party(), event.milestone()))) {
                out.printf(
                        Locale.ROOT,
                        "%8.0f ms  %-6s %s%n",
                        event.millis(),
                        event.party().name(),
                        event.words());
            }
        }
    }

    void say(String line) {
        out.println(line);
    }

    /** All that has happened so far, in order; times count from the beginning of the call. */
    static List<Event> events(List<Party> parties) {
        Instant began = began(parties);
        List<Event> events = new ArrayList<>();
        for (Party party : parties) {
            party.session().ifPresent(call -> add(events, party, call.timeline(), began));
        }
        events.sort(Comparator.comparingDouble(Event::millis));
        return events;
    }

    /** When the call began for the first of them. */
    static Instant began(List<Party> parties) {
        return parties.stream()
                .flatMap(party -> party.session().stream())
                .map(call -> call.timeline().began())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static void add(List<Event> events, Party party, CallTimeline timeline, Instant began) {
        boolean caller = timeline.at(Milestone.PLACED).isPresent();
        Duration later = Duration.between(began, timeline.began());
        for (CallTimeline.Step step : timeline.steps()) {
            String words = (caller ? CALLERS : CALLEES).get(step.milestone());
            if (words != null) {
                double millis = later.plus(step.sinceBeginning()).toNanos() / 1e6;
                events.add(new Event(party, step.milestone(), millis, words));
            }
        }
    }

    private static Map<Milestone, String> words() {
        Map<Milestone, String> words = new EnumMap<>(Milestone.class);
        words.put(Milestone.PLACED, "places the call");
        words.put(Milestone.INVITE_RECEIVED, "is called");
        words.put(Milestone.RELAY_ALLOCATED, "has an address on the relay");
        words.put(Milestone.INVITED, "sent the invitation");
        words.put(Milestone.PATH_FOUND, "found a path, from relay to relay");
        words.put(Milestone.SECURED, "encrypts, fingerprint checked");
        words.put(Milestone.FIRST_MEDIA_SENT, "sends the first sound");
        words.put(Milestone.FIRST_MEDIA_RECEIVED, "hears the first sound");
        words.put(Milestone.ENDED, "the call is over");
        return words;
    }
}
