package io.calling;

import io.calling.ice.CandidateFilter;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallPolicy;
import io.calling.signaling.SignalingChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What an agent is made of, checked. */
record AgentConfig(
        SignalingChannel signaling,
        RelayProvider relays,
        @Nullable Network network,
        @Nullable Executor executor,
        CallPolicy policy,
        Knowledge knowledge,
        @Nullable Privacy privacy,
        Route route,
        CandidateFilter filter,
        CallTimes times,
        Diagnostics diagnostics) {

    /** Without logs and dumps. */
    AgentConfig(
            SignalingChannel signaling,
            RelayProvider relays,
            @Nullable Network network,
            @Nullable Executor executor,
            CallPolicy policy,
            Knowledge knowledge,
            @Nullable Privacy privacy,
            Route route,
            CandidateFilter filter,
            CallTimes times) {
        this(
                signaling,
                relays,
                network,
                executor,
                policy,
                knowledge,
                privacy,
                route,
                filter,
                times,
                Diagnostics.NONE);
    }

    /** Who may ring and how private calls are, within what the agent allows at all. */
    CallPolicy rules() {
        return privacy == null ? policy : policy.within(privacy);
    }

    /** Each call begins relayed, whatever it may become later. */
    PathSettings path() {
        return new PathSettings(TransportPolicy.RELAY_ONLY, relays, route, filter);
    }
}
