package io.calling.examples.chatapp;

import io.calling.CallAgent;
import io.calling.PeerId;
import io.calling.examples.signaling.WebSocketServer;
import io.calling.examples.signaling.WebSocketSignaling;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.testkit.relay.EmbeddedRelay;
import io.calling.testkit.relay.RelayObserver;
import io.calling.testkit.relay.RelayedPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The people, their devices, the service that carries their messages, and a relay. */
final class Town implements AutoCloseable {
    static final PeerId ALICE = PeerId.of("alice");
    static final PeerId BOB = PeerId.of("bob");
    static final PeerId CAROL = PeerId.of("carol");

    private static final Duration RINGS_FOR = Duration.ofSeconds(30);
    private static final Duration CAROLS_PATIENCE = Duration.ofSeconds(3);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocketServer service;
    private final Network network;
    private final EmbeddedRelay relay;
    private final Map<PeerId, Integer> sent = new ConcurrentHashMap<>();

    private Town() throws IOException {
        network = NioNetwork.open();
        open.push(network);
        relay = startRelay();
        open.push(relay);
        relay.observe(
                new RelayObserver() {
                    @Override
                    public void onRelayed(RelayedPacket packet) {
                        if (packet.direction() == RelayedPacket.Direction.TO_CLIENT) {
                            count(PeerId.of(packet.username()));
                        }
                    }
                });
        service = WebSocketServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        open.push(service);
    }

    static Town open() throws IOException {
        return new Town();
    }

    private static EmbeddedRelay startRelay() throws IOException {
        EmbeddedRelay.Builder relays = EmbeddedRelay.builder();
        for (PeerId person : List.of(ALICE, BOB, CAROL)) {
            relays.user(person.value(), HexFormat.of().toHexDigits(System.nanoTime()));
        }
        return relays.start();
    }

    /** Alice and Bob would go direct with each other; Bob has blocked Carol. */
    CallAgent agent(PeerId person) throws IOException, InterruptedException {
        WebSocketSignaling channel = WebSocketSignaling.connect(client, service.uri(), person);
        open.push(channel);
        CallAgent agent =
                CallAgent.builder()
                        .network(network)
                        .signaling(channel)
                        .relays(RelayProvider.of(relay.server(person.value())))
                        .facts(other -> CallerFacts.of(other, relation(person, other)))
                        .policy(friends())
                        .ringTimeout(person.equals(CAROL) ? CAROLS_PATIENCE : RINGS_FOR)
                        .build();
        open.push(agent);
        channel.onMessage((from, text) -> count(person));
        return agent;
    }

    /** How many messages and packets of others have reached somebody. */
    int sentTo(PeerId person) {
        return sent.getOrDefault(person, 0);
    }

    private void count(PeerId person) {
        sent.merge(person, 1, Integer::sum);
    }

    private static Relation relation(PeerId self, PeerId other) {
        return self.equals(BOB) && other.equals(CAROL) ? Relation.BLOCKED : Relation.CONTACT;
    }

    /** Contacts may ring and know that it rings; whoever is blocked finds nobody at home. */
    private static CallPolicy friends() {
        return CallPolicy.builder()
                .deny(Who.are(Relation.BLOCKED))
                .ring(Who.contacts())
                .revealPresence(Who.contacts())
                .direct(Who.contacts())
                .build();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("closing does not fail", e);
            }
        }
    }
}
