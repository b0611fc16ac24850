package io.calling;

import java.util.List;
import java.util.Optional;

/** What two sides have to agree on when nothing happens any more. */
final class ModelAgreement {
    private final ModelWires wires;
    private final boolean deceived;

    private ModelAgreement(List<ModelDevice> devices, boolean deceived) {
        this.wires = new ModelWires(devices);
        this.deceived = deceived;
    }

    /**
     * What they do not agree on, if anything.
     *
     * @param deceived whether an adversary may have told one about the wishes of the other
     * @param mustConnect whether they have to have come together
     */
    static Optional<String> fault(
            List<ModelDevice> devices, boolean deceived, boolean mustConnect) {
        ModelAgreement agreement = new ModelAgreement(devices, deceived);
        boolean connected =
                devices.stream()
                        .allMatch(device -> device.legs().stream().anyMatch(l -> !l.hasEnded()));
        if (mustConnect && !connected) {
            return Optional.of("two who want to talk do not");
        }
        return devices.stream()
                .flatMap(device -> device.legs().stream())
                .flatMap(leg -> agreement.fault(leg).stream())
                .findFirst();
    }

    private Optional<String> fault(ModelLeg leg) {
        if (leg.hasEnded() || ModelAdversary.owns(leg.path().latest())) {
            return Optional.empty();
        }
        if (!(leg.machine().phase() instanceof Active active)) {
            return Optional.of("a call neither ends nor becomes active");
        }
        Optional<ModelLeg> other = wires.peer(leg);
        return other.isPresent()
                ? fault(leg, active.talk(), other.get())
                : Optional.of("a call is active with nobody");
    }

    private Optional<String> fault(ModelLeg leg, Conversation ours, ModelLeg other) {
        if (!(other.machine().phase() instanceof Active active)) {
            return Optional.of("a call is active on one side only");
        }
        Conversation theirs = active.talk();
        if (!leg.id().equals(other.id())
                || !ours.peer().equals(other.machine().terms().self())
                || !ModelWires.isMutual(leg, other)) {
            return Optional.of("the two sides are in different calls");
        }
        return deceived ? Optional.empty() : wishFault(ours, theirs, other.machine().terms());
    }

    private static Optional<String> wishFault(
            Conversation ours, Conversation theirs, CallTerms theirTerms) {
        if (ours.generation() != theirs.generation()) {
            return Optional.of("the two sides are on different paths");
        }
        if (ours.hold().byThem() != theirs.hold().byUs()) {
            return Optional.of("the two sides do not agree on who holds the call");
        }
        if (!ours.mutes().theirs().equals(theirs.mutes().ours())) {
            return Optional.of("one side does not know what the other has muted");
        }
        if (ours.video().isOn() != theirs.video().isOn()) {
            return Optional.of("one side has video, and the other has not");
        }
        if (ours.video().isRequested() || ours.video().isOffered()) {
            return Optional.of("a request for video waits for ever");
        }
        return ours.theirPrivacy() == theirTerms.privacy()
                ? Optional.empty()
                : Optional.of("one side does not know how private the other wants the call");
    }
}
