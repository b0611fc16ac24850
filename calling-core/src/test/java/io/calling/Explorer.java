package io.calling;

import io.calling.signaling.Envelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Visits every state that devices of the model can reach within the bounds of a scenario, breadth
 * first, so that the first broken promise comes with the shortest way to it.
 *
 * <p>The channel never forgets: what was sent once may be delivered at any time, to each device of
 * the addressee, any number of times, in any order, or never. So it loses, delays, reorders,
 * duplicates and replays.
 */
final class Explorer {
    /** More different messages are not told apart, and nobody needs them. */
    private static final int MAX_MESSAGES = 2 * Long.SIZE;

    /** What more messages mean. */
    static final String ENDLESS = "answers without end";

    private final ModelScenario scenario;
    private final ModelBehaviour behaviour;
    private final Interned<ModelDevice> devices = new Interned<>();
    private final Interned<ModelEvent> events = new Interned<>();
    private final Interned<Sent> messages = new Interned<>();
    private final List<Integer> deliveries = new ArrayList<>();
    private final Map<Long, Outcome> outcomes = new HashMap<>();
    private final Map<Integer, List<Integer>> ownEvents = new HashMap<>();
    private final Map<Long, Boolean> doneWith = new HashMap<>();
    private final Map<State, List<List<Integer>>> wires = new HashMap<>();
    private final Map<State, Visit> visited = new HashMap<>();
    private final Settling settling;
    private long transitions;

    Explorer(ModelScenario scenario, ModelBehaviour behaviour) {
        this.scenario = scenario;
        this.behaviour = behaviour;
        this.settling = new Settling(this, scenario);
    }

    /** A message with the party that sent it. */
    record Sent(int party, Envelope envelope) {}

    /** Where everybody is, and which messages have been sent. */
    record State(int first, int second, int third, long low, long high) {
        int device(int index) {
            return index == 0 ? first : index == 1 ? second : third;
        }

        State with(int index, int device) {
            return new State(
                    index == 0 ? device : first,
                    index == 1 ? device : second,
                    index == 2 ? device : third,
                    low,
                    high);
        }

        State with(int message) {
            return message < Long.SIZE
                    ? new State(first, second, third, low | 1L << message, high)
                    : new State(first, second, third, low, high | 1L << message - Long.SIZE);
        }

        @Override
        public int hashCode() {
            long mixed = first * 0x9E3779B97F4A7C15L + second;
            mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L + third;
            mixed = (mixed ^ mixed >>> 32) * 0x94D049BB133111EBL + low;
            mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L + high;
            return (int) (mixed ^ mixed >>> 32);
        }

        boolean has(int message) {
            return message < Long.SIZE
                    ? (low >>> message & 1) == 1
                    : (high >>> message - Long.SIZE & 1) == 1;
        }
    }

    /** What an event leads to on one device. */
    record Outcome(int device, List<Integer> sent, List<String> faults) {}

    /** How a state was reached first. */
    private record Visit(State from, int device, int event) {}

    /** A promise that was broken, and the way there. */
    record Finding(String promise, List<String> way) {
        @Override
        public String toString() {
            return promise + ", after:\n  " + String.join("\n  ", way);
        }
    }

    /** What was visited, and the first thing that was found. */
    record Result(String scenario, int states, long transitions, Optional<Finding> finding) {
        @Override
        public String toString() {
            return scenario + ": " + states + " states, " + transitions + " transitions";
        }
    }

    Result run() {
        Deque<State> queue = new ArrayDeque<>();
        State start = start();
        visited.put(start, new Visit(start, -1, -1));
        queue.add(start);
        Optional<Finding> finding = Optional.empty();
        while (!queue.isEmpty() && finding.isEmpty()) {
            finding = visit(queue.remove(), queue);
        }
        return new Result(scenario.name(), visited.size(), transitions, finding);
    }

    private State start() {
        List<ModelDevice> first = scenario.devices();
        return new State(
                devices.number(first.get(0)),
                devices.number(first.get(1)),
                first.size() > 2 ? devices.number(first.get(2)) : -1,
                0,
                0);
    }

    private Optional<Finding> visit(State state, Deque<State> queue) {
        Optional<String> unsettled = settling.check(state);
        if (unsettled.isPresent()) {
            return Optional.of(new Finding(unsettled.get(), way(state)));
        }
        for (int d = 0; d < scenario.devices().size(); d++) {
            for (int event : eventsAt(state, d)) {
                Outcome outcome = outcome(state.device(d), event);
                transitions++;
                State next = after(state, d, outcome);
                boolean isNew = visited.putIfAbsent(next, new Visit(state, d, event)) == null;
                if (!outcome.faults().isEmpty()) {
                    List<String> way = new ArrayList<>(way(state));
                    way.add(words(d, event));
                    return Optional.of(new Finding(outcome.faults().get(0), way));
                }
                if (isNew) {
                    queue.add(next);
                }
            }
        }
        return Optional.empty();
    }

    private List<Integer> eventsAt(State state, int device) {
        List<Integer> all = new ArrayList<>(ownEvents(state.device(device)));
        all.addAll(deliveries(state, device));
        all.addAll(wireEvents(state, device));
        return all;
    }

    private List<Integer> ownEvents(int device) {
        return ownEvents.computeIfAbsent(
                device,
                key -> scenario.events(devices.value(key)).stream().map(events::number).toList());
    }

    /** Every message that another party has ever sent. */
    List<Integer> deliveries(State state, int device) {
        int party = scenario.devices().get(device).party();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < Math.min(messages.size(), MAX_MESSAGES); i++) {
            if (state.has(i) && messages.value(i).party() != party) {
                found.add(deliveries.get(i));
            }
        }
        return found;
    }

    /** What may happen on the path, which depends on where everybody is. */
    List<Integer> wireEvents(State state, int device) {
        State everybody = new State(state.first(), state.second(), state.third(), 0, 0);
        return wires.computeIfAbsent(everybody, this::wireEvents).get(device);
    }

    private List<List<Integer>> wireEvents(State everybody) {
        List<List<Integer>> all = new ArrayList<>();
        scenario.devices().forEach(device -> all.add(new ArrayList<>()));
        for (ModelWires.At at : new ModelWires(devicesOf(everybody)).events()) {
            all.get(at.device()).add(events.number(at.event()));
        }
        return all;
    }

    List<ModelDevice> devicesOf(State state) {
        List<ModelDevice> all = new ArrayList<>();
        for (int i = 0; i < scenario.devices().size(); i++) {
            all.add(devices.value(state.device(i)));
        }
        return all;
    }

    Envelope envelope(int event) {
        return ((ModelEvent.Delivered) events.value(event)).envelope();
    }

    int number(ModelEvent event) {
        return events.number(event);
    }

    /** What an event leads to; worked out once. */
    Outcome outcome(int device, int event) {
        return outcomes.computeIfAbsent(
                (long) device << 32 | event, key -> newOutcome(devices.value(device), event));
    }

    private Outcome newOutcome(ModelDevice device, int event) {
        ModelDevice.Step step = device.on(events.value(event), behaviour);
        ModelDevice next = step.next().with(step.next().budget().after(events.value(event)));
        if (scenario.isAlone()) {
            return new Outcome(devices.number(next.withEmptyOutboxes()), List.of(), step.faults());
        }
        List<Integer> sent =
                step.sent().stream()
                        .map(envelope -> message(new Sent(device.party(), envelope)))
                        .toList();
        return messages.size() <= MAX_MESSAGES
                ? new Outcome(devices.number(next), sent, step.faults())
                : new Outcome(devices.number(device), List.of(), List.of(ENDLESS));
    }

    private int message(Sent sent) {
        int number = messages.number(sent);
        if (number == deliveries.size()) {
            deliveries.add(events.number(new ModelEvent.Delivered(sent.envelope())));
        }
        return number;
    }

    State after(State state, int device, Outcome outcome) {
        State next = state.with(device, outcome.device());
        for (int message : outcome.sent()) {
            next = next.with(message);
        }
        return withoutSpent(next);
    }

    /** States that differ in messages that mean nothing to anybody any more are the same. */
    private State withoutSpent(State state) {
        long low = state.low();
        long high = state.high();
        for (int message = 0; message < Math.min(messages.size(), MAX_MESSAGES); message++) {
            if (state.has(message) && isSpent(state, message)) {
                low &= message < Long.SIZE ? ~(1L << message) : ~0L;
                high &= message < Long.SIZE ? ~0L : ~(1L << message - Long.SIZE);
            }
        }
        return new State(state.first(), state.second(), state.third(), low, high);
    }

    private boolean isSpent(State state, int message) {
        for (int d = 0; d < scenario.devices().size(); d++) {
            boolean hears = scenario.devices().get(d).party() != messages.value(message).party();
            if (hears && !hasDoneWith(state.device(d), message)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasDoneWith(int device, int message) {
        return doneWith.computeIfAbsent(
                (long) device << 32 | message,
                key -> devices.value(device).hasDoneWith(messages.value(message).envelope()));
    }

    private List<String> way(State state) {
        List<String> way = new ArrayList<>();
        Visit visit = visited.get(state);
        for (State at = state; visit.device() >= 0; visit = visited.get(at)) {
            way.add(words(visit.device(), visit.event()));
            at = visit.from();
        }
        Collections.reverse(way);
        return way;
    }

    private String words(int device, int event) {
        return scenario.devices().get(device).name() + ": " + events.value(event);
    }

    /** Numbers for values. */
    private static final class Interned<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int number(T value) {
            Integer known = numbers.putIfAbsent(value, values.size());
            if (known != null) {
                return known;
            }
            values.add(value);
            return values.size() - 1;
        }

        T value(int number) {
            return values.get(number);
        }

        int size() {
            return values.size();
        }
    }
}
