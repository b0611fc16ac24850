package io.calling;

import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.signaling.SignalingChannel;
import java.time.Duration;
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
        Duration ringTimeout) {}
