package io.calling.testkit.relay;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A TURN server in the JVM: RFC 8656 over UDP with long-term credentials, permissions, channels,
 * lifetimes and quotas, on loopback, on a real network or on a virtual one. Thread-safe.
 *
 * <p>For demos and tests. Production wants coturn or another server that is made for it: this one
 * has one loop for everything, knows no TCP or TLS, and does not defend itself against floods.
 *
 * <pre>{@code
 * try (var relay = EmbeddedRelay.builder().user("alice", "secret").start()) {
 *     RelayServer server = relay.server("alice");
 * }
 * }</pre>
 */
public final class EmbeddedRelay implements AutoCloseable {
    private final RelayConfig config;
    private final RelayFaults faults = new RelayFaults();
    private final CounterBoard counters = new CounterBoard();
    private final RelayService service;
    private final Runnable release;

    private EmbeddedRelay(RelayConfig config, Network network, Runnable release)
            throws IOException {
        this.config = config;
        this.release = release;
        this.service = new RelayService(config, network, faults, counters);
    }

    /** Starts with the defaults: loopback, any free port, generous quotas. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where clients reach it. */
    public InetSocketAddress address() {
        return service.address();
    }

    /**
     * What a client of this user needs to know.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    public RelayServer server(String username) {
        String password = config.users().get(username);
        if (password == null) {
            throw new IllegalArgumentException("the relay has no such user: " + username);
        }
        return RelayServer.of(uri(), username, password);
    }

    /** The URI at which clients reach it. */
    public String uri() {
        String host = address().getAddress().getHostAddress();
        return "turn:"
                + (host.indexOf(':') < 0 ? host : '[' + host + ']')
                + ':'
                + address().getPort();
    }

    /** Allocations that are up now. */
    public int allocations() {
        return counters.allocations.get();
    }

    /** What it did so far. */
    public RelayCounters counters() {
        return counters.read();
    }

    /** What it shall do wrong. */
    public RelayFaults faults() {
        return faults;
    }

    /** Shows everything that passes from now on. */
    public void observe(RelayObserver observer) {
        service.observe(observer);
    }

    /**
     * Ends at once, without a word to anybody, as a machine does that loses its power: that is what
     * {@link #close} does too.
     */
    public void die() {
        close();
    }

    /** Ends every allocation and closes every socket. Idempotent. */
    @Override
    public void close() {
        service.close();
        release.run();
    }

    /** Collects what a relay is made of. */
    public static final class Builder {
        private static final InetAddress LOOPBACK =
                Objects.requireNonNull(IpLiteral.parse("127.0.0.1"));

        private @Nullable Network network;
        private InetSocketAddress listen = new InetSocketAddress(LOOPBACK, 0);
        private @Nullable InetAddress relayedAddress;
        private String realm = "relay.test";
        private final Map<String, String> users = new LinkedHashMap<>();
        private Duration defaultLifetime = Duration.ofMinutes(10);
        private Duration maxLifetime = Duration.ofHours(1);
        private Duration permissionLifetime = Duration.ofMinutes(5);
        private Duration channelLifetime = Duration.ofMinutes(10);
        private Duration nonceLifetime = Duration.ofMinutes(10);
        private int userQuota = 1_000;
        private int totalQuota = 10_000;
        private Predicate<InetSocketAddress> peers = peer -> true;

        private Builder() {}

        /** The network to use, which stays open; one of its own unless told otherwise. */
        public Builder network(Network value) {
            this.network = value;
            return this;
        }

        /** Where to listen; any port of 127.0.0.1 unless told otherwise. */
        public Builder listen(InetSocketAddress value) {
            this.listen = value;
            return this;
        }

        /** The address to relay from; the one listened on unless told otherwise. */
        public Builder relayedAddress(InetAddress value) {
            this.relayedAddress = value;
            return this;
        }

        /** The realm of the credentials. */
        public Builder realm(String value) {
            this.realm = value;
            return this;
        }

        /** A user who may allocate. */
        public Builder user(String username, String password) {
            users.put(username, password);
            return this;
        }

        /** How long allocations live, and how long at most if the client asks. */
        public Builder lifetimes(Duration usual, Duration most) {
            this.defaultLifetime = usual;
            this.maxLifetime = most;
            return this;
        }

        /** How long permissions live; five minutes by the RFC. */
        public Builder permissionLifetime(Duration value) {
            this.permissionLifetime = value;
            return this;
        }

        /** How long channels live; ten minutes by the RFC. */
        public Builder channelLifetime(Duration value) {
            this.channelLifetime = value;
            return this;
        }

        /** How long a nonce is good for. */
        public Builder nonceLifetime(Duration value) {
            this.nonceLifetime = value;
            return this;
        }

        /** Allocations at one time, for each user and in all. */
        public Builder quotas(int perUser, int inAll) {
            this.userQuota = perUser;
            this.totalQuota = inAll;
            return this;
        }

        /** To whom may be relayed; others are forbidden (403). Everybody unless told otherwise. */
        public Builder peers(Predicate<InetSocketAddress> allowed) {
            this.peers = allowed;
            return this;
        }

        /**
         * Starts the relay.
         *
         * @throws IOException if the address cannot be bound
         * @throws IllegalStateException if there is no user
         */
        public EmbeddedRelay start() throws IOException {
            if (users.isEmpty()) {
                throw new IllegalStateException("users: a relay needs at least one");
            }
            Network given = network;
            return given != null
                    ? new EmbeddedRelay(config(), given, () -> {})
                    : startOn(NioNetwork.open());
        }

        private EmbeddedRelay startOn(NioNetwork own) throws IOException {
            try {
                return new EmbeddedRelay(config(), own, own::close);
            } catch (IOException e) {
                own.close();
                throw e;
            }
        }

        private RelayConfig config() {
            return new RelayConfig(
                    listen,
                    relayedAddress == null ? listen.getAddress() : relayedAddress,
                    realm,
                    users,
                    defaultLifetime,
                    maxLifetime,
                    permissionLifetime,
                    channelLifetime,
                    nonceLifetime,
                    userQuota,
                    totalQuota,
                    peers);
        }
    }
}
