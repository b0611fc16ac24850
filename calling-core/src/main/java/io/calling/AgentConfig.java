package io.calling;

import io.calling.ice.TransportPolicy;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Decision;
import io.calling.signaling.SignalingChannel;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an agent is made of, checked. */
record AgentConfig(
        SignalingChannel signaling,
        RelayProvider relays,
        @Nullable Network network,
        @Nullable Executor executor,
        CallPolicy policy,
        Function<? super PeerId, CallerFacts> facts,
        Privacy privacy,
        Route route,
        CallTimes times) {

    /** Each call begins relayed, whatever it may become later. */
    PathSettings path() {
        return new PathSettings(TransportPolicy.RELAY_ONLY, relays, route);
    }

    /** What the policy says about a caller; silence where the application's facts fail. */
    CallInput.Decided decide(PeerId caller) {
        return Guarded.call("facts", () -> facts.apply(caller))
                .map(this::decide)
                .orElseGet(
                        () ->
                                new CallInput.Decided(
                                        new Decision.Silence("nothing is known about the caller"),
                                        PrivacyMode.RELAY_ONLY));
    }

    private CallInput.Decided decide(CallerFacts caller) {
        Decision decision = policy.decide(caller);
        PrivacyMode widest =
                decision instanceof Decision.Ring ring
                        ? ring.widestPrivacy().modeFor(caller)
                        : PrivacyMode.RELAY_ONLY;
        return new CallInput.Decided(decision, privacy.modeFor(caller).narrowest(widest));
    }

    /** How private a call to somebody is; relay-only where the application's facts fail. */
    PrivacyMode privacyFor(PeerId callee) {
        return privacy.mode() == PrivacyMode.RELAY_ONLY
                ? PrivacyMode.RELAY_ONLY
                : Guarded.call("facts", () -> facts.apply(callee))
                        .map(privacy::modeFor)
                        .orElse(PrivacyMode.RELAY_ONLY);
    }
}
