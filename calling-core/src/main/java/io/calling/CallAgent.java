package io.calling;

import io.calling.diagnostics.EventLog;
import io.calling.diagnostics.RtpDump;
import io.calling.ice.CandidateFilter;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.Media;
import io.calling.policy.CallLimits;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.DeviceState;
import io.calling.signaling.SignalingChannel;
import io.calling.srtp.verification.IdentityKey;
import io.calling.srtp.verification.IdentityPublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places and receives the calls of one user on one device. Thread-safe.
 *
 * <p>{@link #close()} ends all calls and releases every socket, thread and relay allocation.
 */
public final class CallAgent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CallAgent.class);
    private static final long CLOSE_SECONDS = 3;

    private final Network network;
    private final boolean ownsNetwork;
    private final Layers layers;
    private final AgentThreads threads;
    private final Exchange exchange;

    /** Held to hand in no more than a task: what comes in before the end is ended by it. */
    private final Object door = new Object();

    private boolean closed;

    private CallAgent(
            AgentConfig config,
            Network network,
            boolean ownsNetwork,
            Layers layers,
            AgentThreads threads) {
        this.network = network;
        this.ownsNetwork = ownsNetwork;
        this.layers = layers;
        this.threads = threads;
        this.exchange = new Exchange(config, network, layers, threads);
    }

    /** An agent over other layers, on threads of the caller's. */
    static CallAgent over(
            AgentConfig config, Network network, Layers layers, AgentThreads threads) {
        CallAgent agent = new CallAgent(config, network, false, layers, threads);
        agent.exchange.open();
        return agent;
    }

    private static CallAgent open(AgentConfig config) {
        Network given = config.network();
        if (given != null) {
            return open(config, given, false);
        }
        Network own = openNetwork();
        try {
            return open(config, own, true);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private static CallAgent open(AgentConfig config, Network network, boolean own) {
        Layers layers = Layers.over(config.path(), network);
        AgentThreads threads = AgentThreads.over(network, config.executor());
        CallAgent agent = new CallAgent(config, network, own, layers, threads);
        try {
            agent.exchange.open();
        } catch (RuntimeException e) {
            agent.close();
            throw e;
        }
        return agent;
    }

    private static Network openNetwork() {
        try {
            return NioNetwork.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the system gives no selector", e);
        }
    }

    /** Starts with the defaults: relay-only, contacts only, 60 s to answer. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Says who is told about calls that ring here. One listener; a later one takes its place. It
     * runs on the agent's executor; an exception that it throws lets the call ring on. Without a
     * listener no call rings.
     */
    public void onIncoming(Consumer<? super IncomingCall> listener) {
        exchange.onIncoming(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Says who is told about calls that are over, those that the policy did not let ring included:
     * what a list of calls shows. One listener; a later one takes its place. Runs on the agent's
     * executor.
     */
    public void onHistory(Consumer<? super CallSummary> listener) {
        exchange.onHistory(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Calls somebody, if the policy allows it. Returns at once; what happens is told by the
     * session.
     *
     * @throws IllegalStateException if the agent is closed
     */
    public CallSession place(PeerId callee, Media media) {
        Objects.requireNonNull(callee, "callee");
        Objects.requireNonNull(media, "media");
        synchronized (door) {
            if (closed) {
                throw new IllegalStateException("the agent is closed");
            }
            Call call = exchange.newCall(callee);
            network.execute(() -> exchange.place(call, media));
            return new SessionView(call, network);
        }
    }

    /**
     * Takes a message that did not come through the channel, such as the content of a push message.
     *
     * @param from who sent it, as the service that brought it says
     */
    public void receive(PeerId from, String message) {
        Objects.requireNonNull(from, "from");
        exchange.receive(from, Objects.requireNonNull(message, "message"));
    }

    /**
     * The same for a message in bytes, which begins a call that is not known yet. Whatever the
     * bytes are, it never throws.
     *
     * @param message ASCII, as the channel was given it
     */
    public void receive(PeerId from, byte[] message) {
        receive(from, new String(message, StandardCharsets.ISO_8859_1));
    }

    /**
     * Hangs up every call, releases everything, and waits until its threads have ended. Idempotent.
     * On a network whose time is moved by hand it happens when time moves next.
     */
    @Override
    public void close() {
        synchronized (door) {
            if (closed) {
                return;
            }
            closed = true;
        }
        hangUpAll();
        if (network.hasManualTime()) {
            network.execute(this::release); // behind what was just handed in
        } else {
            release();
        }
    }

    /** Everything, though the layers below may complain that they could not end in time. */
    private void release() {
        try {
            layers.close();
        } finally {
            threads.close();
            if (ownsNetwork) {
                network.close();
            }
        }
    }

    /** Waits, for a bounded time, until the channel has been told that the calls are over. */
    private void hangUpAll() {
        CountDownLatch said = new CountDownLatch(1);
        network.execute(
                () -> {
                    exchange.close();
                    exchange.whenSaid(said::countDown);
                });
        if (network.isLoop() || network.hasManualTime() || threads.isSignaling()) {
            return;
        }
        try {
            if (!said.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("An agent was closed before its channel took the last messages");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects what an agent is made of; {@link #build()} checks it. */
    public static final class Builder {
        private @Nullable SignalingChannel signaling;
        private @Nullable RelayProvider relays;
        private @Nullable Network network;
        private @Nullable Executor executor;
        private CallPolicy policy = CallPolicy.contacts();
        private CallLimits limits = CallLimits.recommended();
        private Function<? super PeerId, CallerFacts> facts = CallerFacts::of;
        private Supplier<Set<DeviceState>> device = Set::of;
        private ZoneId zone = ZoneId.systemDefault();
        private @Nullable Privacy privacy;
        private @Nullable Identities identities;
        private Route route = Route.system();
        private CandidateFilter filter = CandidateFilter.none();
        private Duration ringTimeout = Duration.ofSeconds(60);
        private Diagnostics diagnostics = Diagnostics.NONE;

        private Builder() {}

        /** Who carries the messages. Required. */
        public Builder signaling(SignalingChannel value) {
            this.signaling = Objects.requireNonNull(value, "signaling");
            return this;
        }

        /**
         * Where the relays come from, asked for each call. Required. The names of those that it
         * knows before ({@link RelayProvider#hosts()}) are looked up in the background when the
         * agent is built, and not for each call, so that no resolver hears of calls.
         */
        public Builder relays(RelayProvider value) {
            this.relays = Objects.requireNonNull(value, "relays");
            return this;
        }

        /** Who may ring; contacts only unless told otherwise. */
        public Builder policy(CallPolicy value) {
            this.policy = Objects.requireNonNull(value, "policy");
            return this;
        }

        /**
         * Against bombardment: how often and how many callers may ring, where the policy itself
         * sets no limit; {@link CallLimits#recommended()} unless told otherwise. {@link
         * CallLimits#NONE} lets all of them ring whom the policy lets. What the agent applies, as
         * an application shows or stores it, is {@link CallPolicy#limitedBy
         * policy.limitedBy(limits)}: the policy itself does not tell of limits that are not its
         * own.
         */
        public Builder limits(CallLimits value) {
            this.limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /**
         * What the application knows about the other party of a call; nothing unless told
         * otherwise, so that the default policy rings for nobody. Runs on the agent's executor,
         * before the policy.
         */
        public Builder facts(Function<? super PeerId, CallerFacts> value) {
            this.facts = Objects.requireNonNull(value, "facts");
            return this;
        }

        /**
         * In what state the user's device is, for policies that look at it. Runs on the agent's
         * executor, before the policy. That there is a call of this agent is known without.
         */
        public Builder device(Supplier<Set<DeviceState>> value) {
            this.device = Objects.requireNonNull(value, "device");
            return this;
        }

        /**
         * Signs our user's calls, and checks those of others: a call with somebody whose key is
         * known goes on only if that key has signed for it, whatever the channel says: for who
         * calls whom, with which certificates, how privately, with sound alone or with video. What
         * is said in mid-call is as trustworthy as the channel: a request for video may be forged,
         * and leads to nothing that our user does not agree to. Without keys people can compare
         * what {@link CallSecurity#sas()} shows.
         *
         * @param self our user, by the name by which others know them
         * @param key our user's; it must live as long as the agent does
         * @param known the key of somebody else, if the application knows it. Runs on the agent's
         *     executor, before the policy
         */
        public Builder identity(
                PeerId self,
                IdentityKey key,
                Function<? super PeerId, Optional<IdentityPublicKey>> known) {
            this.identities =
                    new Identities(
                            Objects.requireNonNull(self, "self"),
                            Objects.requireNonNull(key, "key"),
                            Objects.requireNonNull(known, "known"));
            return this;
        }

        /** In which zone quiet hours are meant; the system's unless told otherwise. */
        public Builder zone(ZoneId value) {
            this.zone = Objects.requireNonNull(value, "zone");
            return this;
        }

        /**
         * How private calls are. Where the policy says how private calls with some people are, this
         * narrows that, and never widens it. Unless told otherwise it is as the policy says, which
         * is {@link Privacy#RELAY_ONLY} for all of whom the policy says nothing.
         */
        public Builder privacy(Privacy value) {
            this.privacy = Objects.requireNonNull(value, "privacy");
            return this;
        }

        /**
         * Where listeners run, serially for each call; a thread of the agent's own unless told
         * otherwise.
         */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * The network to use; the agent closes it never. Unless told otherwise it opens a real one
         * of its own, and closes that.
         */
        public Builder network(Network value) {
            this.network = Objects.requireNonNull(value, "network");
            return this;
        }

        /** The interface by which the relays are reached; the system's choice unless told. */
        public Builder route(Route value) {
            this.route = Objects.requireNonNull(value, "route");
            return this;
        }

        /**
         * Narrows which candidates of either side calls use; nothing unless told otherwise. It can
         * take candidates away from what privacy permits, and add none. Called twice, both hold.
         */
        public Builder candidateFilter(CandidateFilter value) {
            this.filter = filter.and(Objects.requireNonNull(value, "candidateFilter"));
            return this;
        }

        /**
         * How long a call may ring, placed or incoming; 60 seconds unless told otherwise.
         *
         * @throws IllegalArgumentException unless it is from 1 ms to 10 minutes
         */
        public Builder ringTimeout(Duration value) {
            if (value.toMillis() < 1 || value.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException(
                        "ringTimeout must be from 1 ms to 10 minutes: " + value);
            }
            this.ringTimeout = value;
            return this;
        }

        /**
         * Where to tell what happens in calls, line by line; nowhere unless told. Whoever opened
         * the log closes it, after the agent.
         */
        public Builder eventLog(EventLog value) {
            this.diagnostics = diagnostics.withLog(Objects.requireNonNull(value, "eventLog"));
            return this;
        }

        /**
         * Where to keep the packets of calls, for Wireshark; nowhere unless told. Whoever opened
         * the dump closes it, after the agent.
         */
        public Builder rtpDump(RtpDump value) {
            this.diagnostics = diagnostics.withDump(Objects.requireNonNull(value, "rtpDump"));
            return this;
        }

        /**
         * The agent, listening to the channel.
         *
         * @throws IllegalStateException naming the value that is missing: {@code signaling}, {@code
         *     relays}
         */
        public CallAgent build() {
            return open(
                    new AgentConfig(
                            required(
                                    signaling,
                                    "signaling: give the builder the SignalingChannel that carries your messages"),
                            required(
                                    relays,
                                    "relays: give the builder a RelayProvider with your TURN servers"),
                            network,
                            executor,
                            policy.limitedBy(limits),
                            new Knowledge(facts, device, zone, identities),
                            privacy,
                            route,
                            filter,
                            CallTimes.DEFAULT.withRing(ringTimeout),
                            diagnostics));
        }

        private static <T> T required(@Nullable T value, String complaint) {
            if (value == null) {
                throw new IllegalStateException(complaint);
            }
            return value;
        }
    }
}
