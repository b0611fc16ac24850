package io.calling;

import io.calling.policy.CallerFacts;
import io.calling.policy.DeviceState;
import io.calling.srtp.verification.IdentityPublicKey;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the application tells about people, about the device, and about where its user is.
 *
 * @param facts about a party
 * @param device in what state the user's device is
 * @param zone in which the user's clock runs
 * @param identities its keys, if it has some
 */
record Knowledge(
        Function<? super PeerId, CallerFacts> facts,
        Supplier<Set<DeviceState>> device,
        ZoneId zone,
        @Nullable Identities identities) {

    /** Facts about people, and nothing about anything else. */
    static Knowledge of(Function<? super PeerId, CallerFacts> facts) {
        return new Knowledge(facts, Set::of, ZoneId.systemDefault(), null);
    }

    /**
     * What is known when a call begins.
     *
     * @param facts about the other party
     * @param device in what state the user's device is
     * @param key the key by which the application knows the other party, if it knows one
     */
    record Known(CallerFacts facts, Set<DeviceState> device, Optional<IdentityPublicKey> key) {
        /** Copies the set. */
        Known {
            Objects.requireNonNull(facts, "facts");
            Objects.requireNonNull(key, "key");
            device = Set.copyOf(device);
        }

        /** Where nobody was asked. */
        static Known nothing(PeerId peer) {
            return new Known(CallerFacts.of(peer), Set.of(), Optional.empty());
        }
    }

    /** Asks the application; empty where its code fails. On its executor. */
    Optional<Known> about(PeerId peer) {
        return Guarded.call("facts", () -> new Known(facts.apply(peer), device.get(), keyOf(peer)));
    }

    private Optional<IdentityPublicKey> keyOf(PeerId peer) {
        return identities == null ? Optional.empty() : identities.known().apply(peer);
    }
}
