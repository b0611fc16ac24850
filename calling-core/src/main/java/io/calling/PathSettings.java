package io.calling;

import io.calling.ice.CandidateFilter;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import org.jspecify.annotations.Nullable;

/**
 * How every path of an agent or an endpoint begins, fixed when that is built (L07).
 *
 * @param policy which candidates our side may use
 * @param relays where the relays come from; null only where the policy allows other candidates
 * @param route by which interface sockets leave
 * @param filter what the application narrows
 */
record PathSettings(
        TransportPolicy policy,
        @Nullable RelayProvider relays,
        Route route,
        CandidateFilter filter) {}
