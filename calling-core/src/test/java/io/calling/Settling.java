package io.calling;

import io.calling.Explorer.Outcome;
import io.calling.Explorer.State;
import io.calling.signaling.Envelope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a state when no user does anything more: from everywhere the two sides have to
 * come to an end, or to a call in which they agree. Asked twice, of a channel that now delivers
 * everything, and of one that delivers only what somebody still says again.
 */
final class Settling {
    private static final int MAX_STEPS = 500;

    private final Explorer explorer;
    private final ModelScenario scenario;
    private final Set<State> wellWhenAllArrives = new HashSet<>();
    private final Set<State> wellWhenRepeatsArrive = new HashSet<>();
    private boolean endless;

    Settling(Explorer explorer, ModelScenario scenario) {
        this.explorer = explorer;
        this.scenario = scenario;
    }

    /** What is wrong with how the state ends, if anything. */
    Optional<String> check(State state) {
        Optional<String> best = settle(state, wellWhenAllArrives, false);
        return best.isPresent() ? best : settle(state, wellWhenRepeatsArrive, true);
    }

    private Optional<String> settle(State start, Set<State> well, boolean lossy) {
        State at = start;
        Set<State> own = new HashSet<>();
        for (int steps = 0; well.add(at); steps++) {
            own.add(at);
            Optional<State> next = next(at, lossy);
            if (next.isEmpty()) {
                boolean mustConnect = scenario.mustConnect() && !lossy && hasBegun(start);
                return ModelAgreement.fault(
                        explorer.devicesOf(at), scenario.adversary(), mustConnect);
            }
            at = next.get();
            if (endless) {
                return Optional.of(Explorer.ENDLESS);
            }
            if (steps == MAX_STEPS || own.contains(at)) {
                return Optional.of("goes on for ever");
            }
        }
        return Optional.empty();
    }

    /** Whether both users have placed or accepted, and neither has given up. */
    private boolean hasBegun(State state) {
        return explorer.devicesOf(state).stream()
                .allMatch(
                        device ->
                                device.legs().stream()
                                        .anyMatch(leg -> leg.accepted() && !leg.hasEnded()));
    }

    private Optional<State> next(State state, boolean lossy) {
        for (int d = 0; d < scenario.devices().size(); d++) {
            Optional<State> next = first(state, d, expected(state, d, lossy));
            if (next.isPresent()) {
                return next;
            }
        }
        for (int d = 0; d < scenario.devices().size(); d++) {
            Optional<State> next = first(state, d, timers(state, d));
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Optional<State> first(State state, int device, List<Integer> events) {
        for (int event : events) {
            Outcome outcome = explorer.outcome(state.device(device), event);
            endless |= outcome.faults().contains(Explorer.ENDLESS);
            State next = explorer.after(state, device, outcome);
            if (!next.equals(state)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** What happens by itself, soon. */
    private List<Integer> expected(State state, int device, boolean lossy) {
        List<Integer> events = new ArrayList<>();
        List<ModelLeg> legs = explorer.devicesOf(state).get(device).legs();
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).machine().phase() instanceof Screening) {
                CallInput decided =
                        new CallInput.Decided(
                                scenario.decisions().get(0),
                                scenario.devices().get(device).privacy());
                events.add(explorer.number(new ModelEvent.Happens(i, decided)));
            }
            if (legs.get(i).path().candidates() > 0) {
                events.add(happens(i, CallInput.Progress.CANDIDATE));
            }
        }
        events.addAll(lossy ? repeats(state, device) : explorer.deliveries(state, device));
        events.addAll(explorer.wireEvents(state, device));
        return events;
    }

    /** What the other party still says again. */
    private List<Integer> repeats(State state, int device) {
        Set<Envelope> repeated = new HashSet<>();
        for (ModelDevice other : explorer.devicesOf(state)) {
            for (ModelLeg leg : other.legs()) {
                if (leg.timers().contains(CallInput.Timer.REPEAT)) {
                    repeated.addAll(leg.outbox().repeats(0));
                }
            }
        }
        return explorer.deliveries(state, device).stream()
                .filter(event -> repeated.contains(explorer.envelope(event)))
                .toList();
    }

    private List<Integer> timers(State state, int device) {
        List<Integer> events = new ArrayList<>();
        List<ModelLeg> legs = explorer.devicesOf(state).get(device).legs();
        for (int i = 0; i < legs.size(); i++) {
            for (CallInput.Timer timer : CallInput.Timer.values()) {
                boolean due =
                        timer != CallInput.Timer.REPEAT && legs.get(i).timers().contains(timer);
                if (due) {
                    events.add(happens(i, timer));
                }
            }
        }
        return events;
    }

    private int happens(int leg, CallInput input) {
        return explorer.number(new ModelEvent.Happens(leg, Objects.requireNonNull(input)));
    }
}
