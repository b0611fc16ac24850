package io.calling;

import static io.calling.ModelBudget.ALWAYS;
import static io.calling.ModelBudget.Kind.FAILURE;
import static io.calling.ModelBudget.Kind.FORGED_CALL;
import static io.calling.ModelBudget.Kind.FORGERY;
import static io.calling.ModelBudget.Kind.HANG_UP;
import static io.calling.ModelBudget.Kind.HOLD;
import static io.calling.ModelBudget.Kind.LOSS;
import static io.calling.ModelBudget.Kind.MUTE;
import static io.calling.ModelBudget.Kind.PLACE;
import static io.calling.ModelBudget.Kind.TIGHTEN;
import static io.calling.ModelBudget.Kind.TIMEOUT;
import static io.calling.ModelBudget.Kind.VIDEO;
import static io.calling.ModelScenario.BUSY;
import static io.calling.ModelScenario.DECLINE;
import static io.calling.ModelScenario.RING;
import static io.calling.ModelScenario.RING_REVEALED;
import static io.calling.ModelScenario.RING_VIDEO;
import static io.calling.ModelScenario.SILENCE;

import io.calling.policy.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * What the explorer goes through. In all of them the channel loses, delays, reorders, duplicates
 * and replays without bound, every policy decides at any time, users accept at any time, and each
 * side has one relay with one candidate; a scenario bounds the rest.
 */
final class ModelScenarios {
    private static final ModelBudget NONE = ModelBudget.NONE;
    private static final ModelBudget ENDS = NONE.with(HANG_UP, 1).with(TIMEOUT, 1);
    private static final ModelBudget HOSTILE =
            NONE.with(HANG_UP, ALWAYS).with(TIMEOUT, ALWAYS).with(FORGERY, ALWAYS);
    private static final List<Decision> ANY = List.of(RING, RING_REVEALED, SILENCE, DECLINE, BUSY);

    private ModelScenarios() {}

    /** For every build. */
    static List<ModelScenario> usual() {
        return List.of(
                hostile("hostile caller", HOSTILE.with(FORGED_CALL, 1)),
                hostile("hostile callee", HOSTILE.with(PLACE, 1)),
                hostile("hostile after the accept", accepting()),
                hostile(
                        "hostile to video",
                        List.of(RING_VIDEO, RING),
                        HOSTILE.with(FORGED_CALL, 1).with(VIDEO, 3)),
                honest(
                        "video is asked for, taken, refused and stopped",
                        List.of(RING_VIDEO),
                        alice(NONE.with(PLACE, 1).with(VIDEO, 2)),
                        bob(NONE.with(VIDEO, 1))),
                honest(
                        "video from the beginning, where a rule may allow sound only",
                        List.of(RING_VIDEO, RING),
                        alice(NONE.with(PLACE, 1).with(VIDEO, 2)),
                        bob(NONE.with(VIDEO, 1))),
                honest(
                        "video, and a path is lost",
                        List.of(RING_VIDEO),
                        alice(NONE.with(PLACE, 1).with(VIDEO, 1).with(LOSS, 1)),
                        bob(NONE.with(VIDEO, 1))),
                patient("both call", alice(NONE.with(PLACE, 1)), bob(NONE.with(PLACE, 1))),
                patient(
                        "a path is lost, and found again",
                        alice(NONE.with(PLACE, 1).with(LOSS, 1)),
                        bob(NONE.with(LOSS, 1))),
                honest(
                        "hold, resume, more privacy",
                        List.of(RING),
                        alice(NONE.with(PLACE, 1).with(HOLD, 2)),
                        bob(NONE.with(HOLD, 1).with(TIGHTEN, 1))),
                honest(
                        "mute, and a path is lost",
                        List.of(RING),
                        alice(NONE.with(PLACE, 1).with(MUTE, 2)),
                        bob(NONE.with(MUTE, 1).with(LOSS, 1))),
                honest(
                        "paths are lost",
                        List.of(RING),
                        alice(ENDS.with(PLACE, 1).with(LOSS, 1)),
                        bob(ENDS.with(LOSS, 1))),
                honest(
                        "both call, one hangs up",
                        List.of(RING),
                        alice(NONE.with(PLACE, 1).with(HANG_UP, 1)),
                        bob(NONE.with(PLACE, 1))),
                honest("one call", ANY, alice(ENDS.with(PLACE, 1).with(FAILURE, 1)), bob(ENDS)),
                honest(
                        "two devices of the callee",
                        List.of(RING),
                        alice(NONE.with(PLACE, 1).with(HANG_UP, 1)),
                        bob(ENDS),
                        desk(NONE)),
                new ModelScenario(
                        "forger between two",
                        List.of(
                                alice(NONE.with(PLACE, 1).with(FORGERY, 1)),
                                bob(NONE.with(FORGERY, 1))),
                        List.of(RING),
                        true,
                        false,
                        12));
    }

    /**
     * With wider bounds, for which one has to wait: a million states more, which took six minutes
     * on two cores that were busy with other things. Lost paths, holds, privacy, video and ends are
     * taken in pairs and not all at once: they hardly touch each other, so that each multiplies the
     * states of the others, and of all at once more than two million were seen with no end in
     * sight.
     */
    static List<ModelScenario> large() {
        List<ModelScenario> all = new ArrayList<>(usual());
        all.add(
                honest(
                        "both call, and anything ends",
                        List.of(RING),
                        alice(ENDS.with(PLACE, 1)),
                        bob(ENDS.with(PLACE, 1))));
        all.add(
                honest(
                        "hold, more privacy, and anything ends",
                        List.of(RING),
                        alice(ENDS.with(PLACE, 1).with(HOLD, 1).with(TIGHTEN, 1)),
                        bob(ENDS.with(HOLD, 1).with(TIGHTEN, 1))));
        all.add(
                honest(
                        "hold, more privacy, and paths are lost",
                        List.of(RING),
                        alice(NONE.with(PLACE, 1).with(LOSS, 1).with(HOLD, 1).with(TIGHTEN, 1)),
                        bob(NONE.with(LOSS, 1))));
        all.add(
                honest(
                        "video, and anything ends",
                        List.of(RING_VIDEO),
                        alice(ENDS.with(PLACE, 1).with(VIDEO, 2)),
                        bob(ENDS.with(VIDEO, 1))));
        all.add(
                honest(
                        "two devices, and anything ends",
                        List.of(RING, RING_REVEALED),
                        alice(ENDS.with(PLACE, 1)),
                        bob(ENDS),
                        desk(ENDS)));
        all.add(hostile("hostile glare", HOSTILE.with(PLACE, 1).with(FORGED_CALL, 1)));
        return all;
    }

    private static ModelBudget accepting() {
        return HOSTILE.with(FORGED_CALL, 1).with(LOSS, 1).with(HOLD, ALWAYS).with(TIGHTEN, 1);
    }

    /** Nobody hangs up, and no deadline passes: whoever wants to talk has to talk in the end. */
    private static ModelScenario patient(String name, ModelDevice... devices) {
        return new ModelScenario(name, List.of(devices), List.of(RING), false, true, 12);
    }

    private static ModelScenario honest(
            String name, List<Decision> decisions, ModelDevice... devices) {
        return new ModelScenario(name, List.of(devices), decisions, false, false, 12);
    }

    /** Bob alone with somebody who says anything, as often as it likes. */
    private static ModelScenario hostile(String name, ModelBudget budget) {
        return hostile(name, ANY, budget);
    }

    private static ModelScenario hostile(
            String name, List<Decision> decisions, ModelBudget budget) {
        return new ModelScenario(
                name, List.of(alice(NONE), bob(budget)), decisions, true, false, 99);
    }

    private static ModelDevice alice(ModelBudget budget) {
        return ModelDevice.of("alice", 1, 0, PrivacyMode.DIRECT_AFTER_ACCEPT, budget);
    }

    private static ModelDevice bob(ModelBudget budget) {
        return ModelDevice.of("bob", 2, 1, PrivacyMode.DIRECT, budget);
    }

    private static ModelDevice desk(ModelBudget budget) {
        return ModelDevice.of("desk", 3, 1, PrivacyMode.DIRECT, budget);
    }
}
