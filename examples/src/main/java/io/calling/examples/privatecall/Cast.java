package io.calling.examples.privatecall;

import io.calling.PeerId;
import io.calling.examples.HostPort;
import io.calling.examples.privatecall.PrivateCallOptions.Role;
import io.calling.examples.signaling.TcpSignaling;
import io.calling.examples.wire.Recording;
import io.calling.examples.wire.RecordingNetwork;
import io.calling.ice.IceTransports;
import io.calling.ice.net.Network;
import io.calling.ice.net.NioNetwork;
import io.calling.signaling.InMemorySignaling;
import io.calling.signaling.SignalingChannel;
import io.calling.srtp.SrtpSession;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** The parties that play in this process, the caller first, and all that they need. */
final class Cast implements AutoCloseable {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    private final PrivateCallOptions options;
    private final UnaryOperator<SignalingChannel> onTheWay;
    private final InMemorySignaling hub = new InMemorySignaling();
    private final List<Party> parties = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Cast(PrivateCallOptions options, UnaryOperator<SignalingChannel> onTheWay) {
        this.options = options;
        this.onTheWay = onTheWay;
    }

    /** Brings the parties up; none is in a call yet. */
    static Cast assemble(
            PrivateCallOptions options,
            Relay relay,
            Script script,
            UnaryOperator<SignalingChannel> onTheWay)
            throws IOException, InterruptedException {
        IceTransports.warmUp();
        SrtpSession.warmUp();
        Cast cast = new Cast(options, onTheWay);
        try {
            if (options.role() != Role.BOB) {
                cast.add(ALICE, new Part("Alice", script.alice(), script.bob()), relay);
            }
            if (options.role() != Role.ALICE) {
                cast.add(BOB, new Part("Bob", script.bob(), script.alice()), relay);
            }
            return cast;
        } catch (IOException | InterruptedException e) {
            cast.close();
            throw e;
        }
    }

    private void add(PeerId id, Part part, Relay relay) throws IOException, InterruptedException {
        Recording recording = new Recording();
        Network network = new RecordingNetwork(NioNetwork.open(), recording);
        open.push(network);
        SignalingChannel channel = onTheWay.apply(channel(id, network));
        Party party = new Party(part, network, recording, channel, relay.forUser(id.value()));
        open.push(party);
        parties.add(party);
    }

    private SignalingChannel channel(PeerId id, Network network)
            throws IOException, InterruptedException {
        HostPort server = options.signaling().orElse(null);
        return server == null
                ? hub.channel(id)
                : TcpSignaling.connect(network, server.resolve(), id);
    }

    /** Bob waits for a call; Alice places one. */
    void begin() {
        if (options.role() != Role.ALICE) {
            parties.get(parties.size() - 1).acceptNext();
        }
        if (options.role() != Role.BOB) {
            parties.get(0).place(BOB);
        }
    }

    List<Party> parties() {
        return List.copyOf(parties);
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
