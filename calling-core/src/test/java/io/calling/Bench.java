package io.calling;

import io.calling.ice.CandidateFilter;
import io.calling.ice.IceFailure;
import io.calling.ice.IceTransport;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.ice.net.Route;
import io.calling.ice.testing.ManualNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.signaling.InMemorySignaling;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Agents on one manual loop, over fakes of everything below core. No thread, no socket. */
final class Bench {
    /** Kept, since the log manager keeps only weak references. */
    private static final Logger APPLICATION_FAULTS = Logger.getLogger(Guarded.class.getName());

    private static final Logger HINTS = Logger.getLogger(Hints.class.getName());

    static {
        // Tests that make the application throw know that it does.
        APPLICATION_FAULTS.setLevel(Level.SEVERE);
        HINTS.setLevel(Level.SEVERE);
    }

    static final PeerId ALICE = PeerId.of("alice");
    static final PeerId BOB = PeerId.of("bob");

    final ManualNetwork network;
    final FakeWire wire;

    /** Where sources and sinks run: on the loop, unless a test says otherwise. */
    Executor media;

    final InMemorySignaling hub = new InMemorySignaling();

    Bench() {
        this(7);
    }

    Bench(long seed) {
        network = new ManualNetwork(seed);
        wire = new FakeWire(network);
        media = network;
    }

    private AgentThreads threads() {
        return AgentThreads.on(network, task -> media.execute(task));
    }

    /** An agent, and what a test may ask about it. */
    final class Device {
        final List<String> sent = new ArrayList<>();
        final List<IncomingCall> ringing = new ArrayList<>();
        final List<FakeWire.End> ends = new ArrayList<>();
        final List<FakeHandshakes> handshakes = new ArrayList<>();
        final CallAgent agent;
        byte certificateShown;
        boolean channelBroken;
        boolean channelLoses;
        boolean deaf;
        boolean gathers = true;
        boolean relayRefuses;
        boolean openingFails;
        boolean handshakeSilent;

        private Device(PeerId self, Function<AgentConfig, AgentConfig> change, boolean listens) {
            SignalingChannel channel = hub.channel(self);
            AgentConfig config =
                    change.apply(
                            new AgentConfig(
                                    watched(channel),
                                    RelayProvider.of(),
                                    network,
                                    null,
                                    CallPolicy.contacts(),
                                    Knowledge.of(peer -> CallerFacts.of(peer, Relation.CONTACT)),
                                    Privacy.RELAY_ONLY,
                                    Route.system(),
                                    CandidateFilter.none(),
                                    CallTimes.DEFAULT));
            agent = CallAgent.over(config, network, new Fakes(self), threads());
            if (listens) {
                agent.onIncoming(ringing::add);
            }
        }

        private SignalingChannel watched(SignalingChannel channel) {
            return new SignalingChannel() {
                @Override
                public void send(PeerId to, String message) throws Exception {
                    if (channelBroken) {
                        throw new IOException("broken");
                    }
                    sent.add(message);
                    if (!channelLoses) {
                        channel.send(to, message);
                    }
                }

                @Override
                public void onMessage(Handler handler) {
                    channel.onMessage(
                            (from, text) -> {
                                if (!deaf) {
                                    handler.onMessage(from, text);
                                }
                            });
                }
            };
        }

        IncomingCall rings() {
            network.run();
            return ringing.get(ringing.size() - 1);
        }

        /** The device loses power: it hears and says nothing more. */
        void vanish() {
            channelLoses = true;
            ends.forEach(FakeWire.End::close);
            deaf = true;
        }

        FakeWire.End end() {
            return ends.get(ends.size() - 1);
        }

        private final class Fakes implements Layers {
            private final byte certificate;

            Fakes(PeerId self) {
                certificate = (byte) self.hashCode();
                certificateShown = certificate;
            }

            @Override
            public IceTransport transport(ExposureLedger ledger, IceTransport.Listener listener) {
                if (openingFails) {
                    throw new IllegalStateException("no transport");
                }
                FakeWire.End end = wire.open(ledger, listener, gathers && !relayRefuses);
                if (relayRefuses) {
                    end.fail(IceFailure.RELAY_UNREACHABLE);
                }
                ends.add(end);
                return end;
            }

            @Override
            public IceTransport relayFirst(ExposureLedger ledger, IceTransport.Listener listener) {
                FakeWire.End end = wire.open(ledger, listener, gathers).relayFirst();
                ends.add(end);
                return end;
            }

            @Override
            public Ports.Handshakes handshakes() {
                FakeHandshakes made =
                        new FakeHandshakes(
                                hash(certificate), hash(certificateShown), handshakeSilent);
                handshakes.add(made);
                return made;
            }

            @Override
            public void close() {}
        }
    }

    private static byte[] hash(byte value) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, value);
        return hash;
    }

    /** Rings for contacts, and tells nobody. */
    static AgentConfig discreet(AgentConfig config) {
        return withPolicy(config, CallPolicy.builder().ring(Who.contacts()).build());
    }

    /** What it sends is changed on its way, or lost where nothing is left of it. */
    static AgentConfig withChannel(AgentConfig old, UnaryOperator<String> change) {
        SignalingChannel channel = old.signaling();
        SignalingChannel changing =
                new SignalingChannel() {
                    @Override
                    public void send(PeerId to, String message) throws Exception {
                        String changed = change.apply(message);
                        if (!changed.isEmpty()) {
                            channel.send(to, changed);
                        }
                    }

                    @Override
                    public void onMessage(Handler handler) {
                        channel.onMessage(handler);
                    }
                };
        return new AgentConfig(
                changing,
                old.relays(),
                old.network(),
                old.executor(),
                old.policy(),
                old.knowledge(),
                old.privacy(),
                old.route(),
                old.filter(),
                old.times());
    }

    static AgentConfig withPolicy(AgentConfig old, CallPolicy policy) {
        return new AgentConfig(
                old.signaling(),
                old.relays(),
                old.network(),
                old.executor(),
                policy,
                old.knowledge(),
                old.privacy(),
                old.route(),
                old.filter(),
                old.times());
    }

    static AgentConfig withPrivacy(AgentConfig old, @Nullable Privacy privacy) {
        return new AgentConfig(
                old.signaling(),
                old.relays(),
                old.network(),
                old.executor(),
                old.policy(),
                old.knowledge(),
                privacy,
                old.route(),
                old.filter(),
                old.times());
    }

    static AgentConfig withFacts(AgentConfig old, Function<PeerId, CallerFacts> facts) {
        return withKnowledge(old, Knowledge.of(facts));
    }

    static AgentConfig withKnowledge(AgentConfig old, Knowledge knowledge) {
        return new AgentConfig(
                old.signaling(),
                old.relays(),
                old.network(),
                old.executor(),
                old.policy(),
                knowledge,
                old.privacy(),
                old.route(),
                old.filter(),
                old.times());
    }

    Device device(PeerId self) {
        return device(self, config -> config);
    }

    Device device(PeerId self, Function<AgentConfig, AgentConfig> change) {
        return new Device(self, change, true);
    }

    /** One whose application has not said who is told of calls. */
    Device deviceWithoutListener(PeerId self) {
        return new Device(self, config -> config, false);
    }

    void pass(Duration duration) {
        network.pass(duration);
    }

    /** Media that says nothing, and remembers whether it was closed. */
    static final class Silence implements AudioSource, AudioSink {
        int closed;
        int captured;

        Media media() {
            return Media.audio(this, this);
        }

        @Override
        public int nextFrame(byte[] buffer, int offset) {
            captured++;
            return 80;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {}

        @Override
        public void onLostFrame() {}

        @Override
        public void close() {
            closed++;
        }
    }
}
