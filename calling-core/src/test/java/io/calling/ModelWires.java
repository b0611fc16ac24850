package io.calling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may happen on the paths between the devices of the model. */
final class ModelWires {
    private final List<ModelDevice> devices;

    ModelWires(List<ModelDevice> devices) {
        this.devices = devices;
    }

    /** An event of a device. */
    record At(int device, ModelEvent event) {}

    List<At> events() {
        List<At> events = new ArrayList<>();
        for (int d = 0; d < devices.size(); d++) {
            List<ModelLeg> legs = devices.get(d).legs();
            for (int i = 0; i < legs.size(); i++) {
                for (CallInput input : inputs(legs.get(i))) {
                    events.add(new At(d, new ModelEvent.Happens(i, input)));
                }
            }
        }
        return events;
    }

    private List<CallInput> inputs(ModelLeg leg) {
        if (leg.talk().isEmpty()) {
            return List.of();
        }
        return ModelAdversary.owns(leg.path().latest()) ? withAdversary(leg) : withPeer(leg);
    }

    private static List<CallInput> withAdversary(ModelLeg leg) {
        List<CallInput> inputs = new ArrayList<>();
        addProgress(leg, inputs);
        if (leg.machine().phase() instanceof Connecting connecting && connecting.pathFound()) {
            inputs.add(CallInput.Progress.SECURED);
        }
        if (leg.path().flowing()) {
            inputs.add(CallInput.Progress.PEER_CLOSED);
        }
        return inputs;
    }

    private static void addProgress(ModelLeg leg, List<CallInput> inputs) {
        CallPhase phase = leg.machine().phase();
        boolean waits =
                phase instanceof Connecting connecting && !connecting.pathFound()
                        || phase instanceof Reconnecting reconnecting
                                && (reconnecting.step() == Reconnecting.Step.RECOVERING
                                        || reconnecting.step() == Reconnecting.Step.CHECKING);
        if (waits) {
            inputs.add(CallInput.Progress.PATH_FOUND);
        }
        if (phase instanceof Reconnecting) {
            inputs.add(CallInput.Progress.HEARD);
        }
    }

    private List<CallInput> withPeer(ModelLeg leg) {
        List<CallInput> inputs = new ArrayList<>();
        Optional<ModelLeg> other = peer(leg);
        boolean there = other.isPresent() && !other.get().path().released();
        if (there && isMutual(leg, other.get())) {
            addProgress(leg, inputs);
            if (canSecure(leg, other.get())) {
                inputs.add(CallInput.Progress.SECURED);
            }
        }
        boolean gone = other.isPresent() && other.get().path().released();
        if (gone && other.get().path().flowing() && leg.path().handshaking()) {
            inputs.add(CallInput.Progress.PEER_CLOSED);
        }
        if (leg.machine().phase() instanceof Active && !there) {
            inputs.add(new CallInput.Failed(EndReason.PEER_LOST));
        }
        return inputs;
    }

    /** The leg at whose transport this one's latest points. */
    Optional<ModelLeg> peer(ModelLeg leg) {
        return devices.stream()
                .flatMap(device -> device.legs().stream())
                .filter(other -> owns(other, leg.path().latest()))
                .findFirst();
    }

    private static boolean owns(ModelLeg leg, String fragment) {
        return fragment.startsWith(ModelParts.fragment(leg.name(), 0).replaceAll("0$", ""));
    }

    /** Checks pass when both transports of one generation know each other. */
    static boolean isMutual(ModelLeg leg, ModelLeg other) {
        String mine = ModelParts.fragment(leg.name(), generation(leg.path().latest()));
        String theirs = leg.path().latest();
        boolean known = other.path().linked().equals(mine) || other.path().next().equals(mine);
        return known && theirs.equals(ModelParts.fragment(other.name(), generation(theirs)));
    }

    private static int generation(String fragment) {
        return Integer.parseInt(fragment.substring(fragment.lastIndexOf('/') + 1));
    }

    private static boolean canSecure(ModelLeg leg, ModelLeg other) {
        return leg.machine().phase() instanceof Connecting connecting
                && connecting.pathFound()
                && (other.path().handshaking()
                        || other.machine().terms().outgoing() && other.talk().isPresent());
    }
}
