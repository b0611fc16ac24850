package io.calling;

import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is explored: who is there, and what bounds it.
 *
 * @param name of the scenario
 * @param devices as they are at first
 * @param decisions what their policies may decide, any of them at any time
 * @param adversary whether somebody else speaks too
 * @param mustConnect whether every way, where the channel works in the end, leads to a call
 * @param maxSequence no device of the model sends more messages in one call
 */
record ModelScenario(
        String name,
        List<ModelDevice> devices,
        List<Decision> decisions,
        boolean adversary,
        boolean mustConnect,
        int maxSequence) {
    static final Decision RING = ring(false);
    static final Decision RING_REVEALED = ring(true);
    static final Decision RING_VIDEO =
            new Decision.Ring(
                    "a rule",
                    Set.of(MediaKind.values()),
                    false,
                    PrivacyMode.DIRECT,
                    Optional.empty());
    static final Decision SILENCE = new Decision.Silence("a rule");
    static final Decision DECLINE =
            new Decision.Decline("a rule", Decision.Decline.Reason.DECLINED);
    static final Decision BUSY = new Decision.Decline("a rule", Decision.Decline.Reason.BUSY);

    private static Decision ring(boolean reveal) {
        return new Decision.Ring(
                "a rule", Set.of(MediaKind.AUDIO), reveal, PrivacyMode.DIRECT, Optional.empty());
    }

    /** Whether all but one are there in name only, so that nobody hears what that one says. */
    boolean isAlone() {
        return devices.stream().filter(d -> !d.budget().equals(ModelBudget.NONE)).count() == 1;
    }

    private boolean isAboutVideo() {
        return devices.stream().anyMatch(d -> d.budget().has(ModelBudget.Kind.VIDEO));
    }

    /** What may happen to a device by itself, whatever the others do. */
    List<ModelEvent> events(ModelDevice device) {
        List<ModelEvent> events = new ArrayList<>();
        if (device.legs().stream().allMatch(ModelScenario::mayCallBeside)) {
            events.add(new ModelEvent.Place());
        }
        if (adversary) {
            events.add(new ModelEvent.Delivered(ModelAdversary.INVITE));
        }
        for (int i = 0; i < device.legs().size(); i++) {
            ModelLeg leg = device.legs().get(i);
            if (leg.outbox().nextSequence() < maxSequence) {
                addEvents(i, leg, device, events);
            }
        }
        events.removeIf(event -> !device.budget().allows(event));
        return events;
    }

    /** Users call when nothing goes on, or when somebody else's call rings. */
    private static boolean mayCallBeside(ModelLeg leg) {
        return leg.hasEnded() || leg.opening().isPresent();
    }

    private void addEvents(int index, ModelLeg leg, ModelDevice device, List<ModelEvent> events) {
        List<CallInput> inputs = new ArrayList<>();
        if (!leg.hasEnded()) {
            addWishes(leg, device, inputs);
            addAccidents(leg, inputs);
            addTimers(leg, inputs);
        }
        inputs.forEach(input -> events.add(new ModelEvent.Happens(index, input)));
        if (adversary) {
            ModelAdversary.messages(leg, isAboutVideo())
                    .forEach(message -> events.add(new ModelEvent.Forged(index, message)));
        }
    }

    private void addWishes(ModelLeg leg, ModelDevice device, List<CallInput> inputs) {
        if (leg.machine().phase() instanceof Screening) {
            decisions.forEach(d -> inputs.add(new CallInput.Decided(d, device.privacy())));
        } else if (leg.machine().phase() instanceof Offered) {
            inputs.add(CallInput.Local.ACCEPT);
            inputs.add(CallInput.Local.DECLINE);
        } else {
            inputs.add(CallInput.Local.HANG_UP);
        }
        if (leg.talk().isPresent()) {
            boolean held = leg.talk().get().hold().byUs();
            inputs.add(held ? CallInput.Local.RESUME : CallInput.Local.HOLD);
        }
        if (leg.talk().isPresent()) {
            boolean muted = leg.talk().get().mutes().ours().contains(MediaKind.AUDIO);
            inputs.add(new CallInput.Muted(muted ? Set.of() : Set.of(MediaKind.AUDIO)));
        }
        if (isAboutVideo()) {
            addVideoWishes(leg, inputs);
        }
        if (leg.accepted()) {
            inputs.add(new CallInput.Tightened(PrivacyMode.RELAY_ONLY));
        }
    }

    private static void addVideoWishes(ModelLeg leg, List<CallInput> inputs) {
        CallPhase phase = leg.machine().phase();
        boolean brought = leg.machine().terms().video().isPresent();
        if (phase instanceof Preparing || phase instanceof Offered) {
            inputs.add(
                    new CallInput.Brings(
                            brought ? Optional.empty() : Optional.of(ModelParts.VIDEO)));
        } else if (phase instanceof Inviting && brought) {
            inputs.add(new CallInput.Brings(Optional.empty()));
        } else if (leg.talk().isPresent()) {
            inputs.add(new CallInput.RequestVideo(ModelParts.VIDEO));
            inputs.add(new CallInput.AcceptVideo(ModelParts.VIDEO));
            inputs.add(CallInput.Local.STOP_VIDEO);
        }
    }

    private static void addAccidents(ModelLeg leg, List<CallInput> inputs) {
        boolean secured =
                leg.machine().phase() instanceof Active
                        || leg.machine().phase() instanceof Reconnecting;
        if (secured) {
            inputs.add(CallInput.Progress.INTERRUPTED);
            inputs.add(new CallInput.Failed(EndReason.PEER_LOST));
        }
        if (leg.path().isOpen()) {
            inputs.add(new CallInput.Failed(EndReason.RELAY_UNREACHABLE));
            inputs.add(new CallInput.Failed(EndReason.SIGNALING_FAILED));
        }
        if (leg.path().candidates() > 0) {
            inputs.add(CallInput.Progress.CANDIDATE);
        }
    }

    /** In any order: some wait longer than others, but who knows how long anything takes. */
    private static void addTimers(ModelLeg leg, List<CallInput> inputs) {
        leg.timers().stream()
                .filter(timer -> timer != CallInput.Timer.REPEAT)
                .sorted()
                .forEach(inputs::add);
    }

    @Override
    public String toString() {
        return name;
    }
}
