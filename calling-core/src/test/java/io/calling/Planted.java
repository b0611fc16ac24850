package io.calling;

import io.calling.CallInput.Received;
import io.calling.signaling.SignalingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What devices with a mistake in them do. */
interface Planted extends ModelBehaviour {
    /** Where to look for it first. */
    String scenario();

    static boolean says(CallInput input, Class<? extends SignalingMessage> kind) {
        return input instanceof Received received && kind.isInstance(received.message());
    }

    static CallMachine.Step with(CallMachine.Step step, CallEffect effect) {
        List<CallEffect> effects = new ArrayList<>(step.effects());
        effects.add(effect);
        return new CallMachine.Step(step.next(), effects);
    }

    static CallMachine.Step without(CallMachine.Step step, Predicate<CallEffect> unwanted) {
        return new CallMachine.Step(
                step.next(), step.effects().stream().filter(unwanted.negate()).toList());
    }
}
