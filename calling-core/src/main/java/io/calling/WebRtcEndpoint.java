package io.calling;

import io.calling.diagnostics.EventLog;
import io.calling.diagnostics.RtpDump;
import io.calling.ice.CandidateFilter;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.SdpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For applications that exchange session descriptions themselves: servers in the manner of WHIP,
 * bots, gateways. Gives offers and answers, with the privacy and the encryption of a {@link
 * CallAgent}, to browsers and every other WebRTC stack. To call this is the consent: nothing rings
 * here. Thread-safe.
 */
public final class WebRtcEndpoint implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebRtcEndpoint.class);
    private static final long CLOSE_SECONDS = 3;

    private final Network network;
    private final boolean ownsNetwork;
    private final Layers layers;
    private final AgentThreads threads;
    private final Duration answerDeadline;
    private final boolean cryptex;
    private final Recorders recorders;
    private final Set<WebRtcCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private WebRtcEndpoint(Builder builder, PathSettings settings, Network network) {
        this.network = network;
        this.ownsNetwork = builder.network == null;
        this.layers = Layers.over(settings, network);
        this.threads = AgentThreads.own(builder.executor);
        this.answerDeadline = builder.answerDeadline;
        this.cryptex = builder.cryptex;
        this.recorders = Recorders.of(builder.diagnostics, threads.diagnostics(), network);
    }

    /** Starts with the defaults: relay-only, a network of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Answers an offer; {@link WebRtcSession#localDescription()} gives the answer.
     *
     * @param offer as the peer sent it
     * @param kinds what to accept, where offered
     * @param onTracks told on the network's loop of each track once: as soon as media may flow, and
     *     when there are more after another negotiation
     * @throws SdpException if the offer is malformed, or nothing in it can be accepted
     * @throws IllegalArgumentException if no kind is named
     */
    public WebRtcSession answer(
            String offer, Set<MediaKind> kinds, Consumer<? super List<RtpTrack>> onTracks)
            throws SdpException {
        requireOpen();
        requireAny(kinds);
        WebRtcCall call = new WebRtcCall(services(), kinds, onTracks);
        call.answerFirst(offer);
        return begin(call);
    }

    /**
     * Makes an offer; {@link WebRtcSession#localDescription()} gives it, {@link
     * WebRtcSession#accept} takes the answer.
     *
     * @param kinds what to offer
     * @param onTracks told on the network's loop of each track once: as soon as media may flow, and
     *     when there are more after another negotiation
     * @throws IllegalArgumentException if no kind is named
     */
    public WebRtcSession offer(Set<MediaKind> kinds, Consumer<? super List<RtpTrack>> onTracks) {
        requireOpen();
        requireAny(kinds);
        WebRtcCall call = new WebRtcCall(services(), kinds, onTracks);
        call.offerFirst();
        return begin(call);
    }

    private WebRtcSession begin(WebRtcCall call) {
        calls.add(call);
        call.onEnd(() -> calls.remove(call));
        call.begin();
        if (closed) {
            call.hangUp(); // whoever closed it may have seen no call yet
        }
        return new WebRtcSession(call);
    }

    private WebRtcCall.Services services() {
        return new WebRtcCall.Services(
                network, layers, threads.listeners(), answerDeadline, cryptex, recorders);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the endpoint is closed");
        }
    }

    private static void requireAny(Set<MediaKind> kinds) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds: a session needs at least one kind of media");
        }
    }

    /** The sessions that have not ended. */
    public int sessions() {
        return calls.size();
    }

    /**
     * Ends every session, releases everything, and waits until its threads have ended. On a network
     * whose time is moved by hand it happens when time moves next.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        calls.forEach(WebRtcCall::hangUp);
        if (network.hasManualTime()) {
            network.execute(this::release); // behind what was just handed in
        } else {
            awaitLoop();
            release();
        }
    }

    private void release() {
        layers.close();
        threads.close();
        if (ownsNetwork) {
            network.close();
        }
    }

    /** What was handed to the loop before, goodbyes included, has then been done. */
    private void awaitLoop() {
        if (network.isLoop()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        network.execute(done::countDown);
        try {
            if (!done.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("An endpoint was closed before its sessions had said goodbye");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects what an endpoint is made of; {@link #build()} checks it. */
    public static final class Builder {
        private @Nullable RelayProvider relays;
        private @Nullable Network network;
        private @Nullable Executor executor;
        private TransportPolicy policy = TransportPolicy.RELAY_ONLY;
        private Route route = Route.system();
        private CandidateFilter filter = CandidateFilter.none();
        private Duration answerDeadline = Duration.ofSeconds(60);
        private boolean cryptex;
        private Diagnostics diagnostics = Diagnostics.NONE;

        private Builder() {}

        /**
         * Where the relays come from, asked for each session. Required with relay-only privacy. The
         * names of those that it knows before ({@link RelayProvider#hosts()}) are looked up in the
         * background when the endpoint is built, and not for each session.
         */
        public Builder relays(RelayProvider value) {
            this.relays = Objects.requireNonNull(value, "relays");
            return this;
        }

        /** Which candidates our side may use; {@link TransportPolicy#RELAY_ONLY} unless told. */
        public Builder policy(TransportPolicy value) {
            this.policy = Objects.requireNonNull(value, "policy");
            return this;
        }

        /** The interface by which sockets leave; the system's choice unless told. */
        public Builder route(Route value) {
            this.route = Objects.requireNonNull(value, "route");
            return this;
        }

        /**
         * Narrows which candidates of either side sessions use; nothing unless told. It can take
         * candidates away from what the policy permits, and add none. Called twice, both hold.
         */
        public Builder candidateFilter(CandidateFilter value) {
            this.filter = filter.and(Objects.requireNonNull(value, "candidateFilter"));
            return this;
        }

        /** The network to use, which the endpoint does not close; one of its own unless told. */
        public Builder network(Network value) {
            this.network = Objects.requireNonNull(value, "network");
            return this;
        }

        /** Where listeners run; a thread of the endpoint's own unless told. */
        public Builder executor(Executor value) {
            this.executor = Objects.requireNonNull(value, "executor");
            return this;
        }

        /**
         * How long an offer waits for its answer; 60 seconds unless told.
         *
         * @throws IllegalArgumentException unless it is positive
         */
        public Builder answerDeadline(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("answerDeadline must be positive: " + value);
            }
            this.answerDeadline = value;
            return this;
        }

        /**
         * Whether header extensions and CSRCs of RTP are encrypted as the payload is, towards peers
         * that can do so too: {@code a=cryptex} (RFC 9335). Off unless told; with a peer that does
         * not say it in its offer or answer, headers are in the clear as RFC 3711 has them. It
         * stays for a session as it was agreed on first.
         */
        public Builder cryptex(boolean value) {
            this.cryptex = value;
            return this;
        }

        /**
         * Where to tell what happens in calls, line by line; nowhere unless told. Whoever opened
         * the log closes it, after the endpoint.
         */
        public Builder eventLog(EventLog value) {
            this.diagnostics = diagnostics.withLog(Objects.requireNonNull(value, "eventLog"));
            return this;
        }

        /**
         * Where to keep the packets of calls, for Wireshark; nowhere unless told. Whoever opened
         * the dump closes it, after the endpoint.
         */
        public Builder rtpDump(RtpDump value) {
            this.diagnostics = diagnostics.withDump(Objects.requireNonNull(value, "rtpDump"));
            return this;
        }

        /**
         * The endpoint.
         *
         * @throws IllegalStateException if privacy is relay-only and there are no relays
         */
        public WebRtcEndpoint build() {
            if (policy == TransportPolicy.RELAY_ONLY && relays == null) {
                throw new IllegalStateException(
                        "relays: give the builder a RelayProvider with your TURN servers");
            }
            PathSettings settings = new PathSettings(policy, relays, route, filter);
            return new WebRtcEndpoint(this, settings, network == null ? open() : network);
        }

        private static Network open() {
            try {
                return NioNetwork.open();
            } catch (IOException e) {
                throw new UncheckedIOException("the system gives no selector", e);
            }
        }
    }
}
