package io.calling.ice;

import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one {@link IceTransport} is made of. Immutable: the policy of a call is fixed
 * here, and every socket, restart and re-gathering of that call reads the same value.
 */
public final class IceConfig {
    private final Network network;
    private final TransportPolicy policy;
    private final @Nullable RelayProvider relays;
    private final List<StunUri> stunServers;
    private final CandidateFilter filter;
    private final Route route;
    private final ExposureLedger ledger;
    private final Duration gatherDeadline;
    private final Duration connectDeadline;

    private IceConfig(Builder builder) {
        this.network = builder.network;
        this.policy = builder.policy;
        this.relays = builder.relays;
        this.stunServers = List.copyOf(builder.stunServers);
        this.filter = builder.filter;
        this.route = builder.route;
        this.ledger = builder.ledger;
        this.gatherDeadline = builder.gatherDeadline;
        this.connectDeadline = builder.connectDeadline;
    }

    /**
     * Starts with the defaults: relay-only, the system's route, 10 s to gather, 20 s to connect.
     */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /** All I/O, time and randomness. */
    public Network network() {
        return network;
    }

    /** Which candidates our side may use. */
    public TransportPolicy policy() {
        return policy;
    }

    /** Where the relays come from; null only with {@link TransportPolicy#ALL}. */
    public @Nullable RelayProvider relays() {
        return relays;
    }

    /** The application's STUN servers, asked in direct mode only. */
    public List<StunUri> stunServers() {
        return stunServers;
    }

    /** What the application narrows. */
    public CandidateFilter filter() {
        return filter;
    }

    /** By which interface sockets leave. */
    public Route route() {
        return route;
    }

    /** Where disclosures are recorded. */
    public ExposureLedger ledger() {
        return ledger;
    }

    /** From {@code gather()} until the first relayed candidate must be there. */
    public Duration gatherDeadline() {
        return gatherDeadline;
    }

    /** From {@code connect()} until a pair must be selected. */
    public Duration connectDeadline() {
        return connectDeadline;
    }

    /** Says the policy only. */
    @Override
    public String toString() {
        return "IceConfig[" + policy + "]";
    }

    /** Collects the values; {@link #build()} checks them. */
    public static final class Builder {
        private final Network network;
        private TransportPolicy policy = TransportPolicy.RELAY_ONLY;
        private @Nullable RelayProvider relays;
        private List<StunUri> stunServers = List.of();
        private CandidateFilter filter = CandidateFilter.none();
        private Route route = Route.system();
        private ExposureLedger ledger = new ExposureLedger();
        private Duration gatherDeadline = Duration.ofSeconds(10);
        private Duration connectDeadline = Duration.ofSeconds(20);

        private Builder(Network network) {
            this.network = network;
        }

        /** Which candidates our side may use; relay-only unless told otherwise. */
        public Builder policy(TransportPolicy value) {
            this.policy = value;
            return this;
        }

        /** Where the relays come from; nothing but the application's own configuration. */
        public Builder relays(RelayProvider value) {
            this.relays = value;
            return this;
        }

        /** The application's STUN servers, asked in direct mode only; none unless given. */
        public Builder stunServers(StunUri... values) {
            this.stunServers = List.of(values);
            return this;
        }

        /** Narrows which candidates are used. Called twice, both filters hold. */
        public Builder filter(CandidateFilter value) {
            this.filter = filter.and(value);
            return this;
        }

        /** Pins the interface that sockets leave by. */
        public Builder route(Route value) {
            this.route = value;
            return this;
        }

        /** Shares a ledger with the layers above. */
        public Builder ledger(ExposureLedger value) {
            this.ledger = value;
            return this;
        }

        /** From {@code gather()} until the first relayed candidate must be there. */
        public Builder gatherDeadline(Duration value) {
            this.gatherDeadline = value;
            return this;
        }

        /** From {@code connect()} until a pair must be selected. */
        public Builder connectDeadline(Duration value) {
            this.connectDeadline = value;
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalArgumentException if a policy that starts relayed comes without relays, or
         *     a deadline is not positive
         */
        public IceConfig build() {
            if (policy != TransportPolicy.ALL && relays == null) {
                throw new IllegalArgumentException("relays: " + policy + " needs a RelayProvider");
            }
            requirePositive("gatherDeadline", gatherDeadline);
            requirePositive("connectDeadline", connectDeadline);
            return new IceConfig(this);
        }

        private static void requirePositive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " must be positive: " + value);
            }
        }
    }
}
