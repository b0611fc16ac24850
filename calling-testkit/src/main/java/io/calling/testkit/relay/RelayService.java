package io.calling.testkit.relay;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.Network;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.ice.stun.StunWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Listens for clients, and hands what they send to those who answer it or pass it on. All of it
 * runs on the network's loop.
 */
final class RelayService implements AutoCloseable {
    private static final int LARGEST_ANSWER_BYTES = 1_500;

    private final Network network;
    private final RelayFaults faults;
    private final CounterBoard counters;
    private final RelayWatch watch = new RelayWatch();
    private final Random random;
    private final Credentials credentials;
    private final AllocationTable table;
    private final RelayedPorts ports;
    private final AllocationRequests allocations;
    private final PeerRequests peers;
    private final RelayedTraffic traffic;
    private final BoundDatagramSocket socket;
    private final StunMessage message = new StunMessage();
    private final StunWriter answer = new StunWriter(LARGEST_ANSWER_BYTES);
    private volatile boolean closed;

    RelayService(RelayConfig config, Network network, RelayFaults faults, CounterBoard counters)
            throws IOException {
        this.network = network;
        this.faults = faults;
        this.counters = counters;
        this.random = seeded(network);
        this.credentials = new Credentials(config, random);
        this.table = new AllocationTable(network, counters, watch::released);
        this.ports = new RelayedPorts(network, config.relayedAddress());
        var tampering = new Tampering(faults, counters, network, random);
        this.traffic =
                new RelayedTraffic(network, table, tampering, counters, watch, this::toClient);
        this.allocations =
                new AllocationRequests(
                        config, faults, table, ports, this::fromPeer, watch::allocated);
        this.peers = new PeerRequests(config, faults);
        this.socket = network.bindDatagram(config.listen(), this::fromClient);
    }

    private static Random seeded(Network network) {
        byte[] seed = new byte[Long.BYTES];
        network.randomBytes(seed);
        return new Random(ByteBuffer.wrap(seed).getLong());
    }

    InetSocketAddress address() {
        return socket.localAddress();
    }

    void observe(RelayObserver observer) {
        watch.add(observer);
    }

    private void fromPeer(
            InetSocketAddress client,
            InetSocketAddress from,
            byte[] buffer,
            int offset,
            int length) {
        obeyCommands();
        if (!faults.silent) {
            traffic.fromPeer(client, from, buffer, offset, length);
        }
    }

    private void fromClient(InetSocketAddress client, byte[] buffer, int offset, int length) {
        obeyCommands();
        if (faults.silent) {
            return;
        }
        if (length >= 4 && (buffer[offset] & 0xC0) == 0x40) {
            traffic.channelData(client, buffer, offset, length);
        } else if (message.wrap(buffer, offset, length) == StunValidity.VALID) {
            fromClient(client);
        } else {
            counters.malformed.incrementAndGet();
        }
    }

    private void obeyCommands() {
        if (faults.takePermissionDrop()) {
            table.forgetPeers();
        }
        if (faults.takeExpiry()) {
            table.endAll();
        }
        if (faults.takeStaleNonces()) {
            credentials.expireNonces();
        }
    }

    private void fromClient(InetSocketAddress client) {
        if (message.is(StunClass.INDICATION, StunMethod.SEND)) {
            traffic.sendIndication(client, message);
        } else if (message.messageClass() == StunClass.REQUEST) {
            request(client);
        }
    }

    private void request(InetSocketAddress client) {
        if (faults.garbage) {
            sendGarbage(client);
        } else if (message.method() == StunMethod.BINDING) {
            respond(client, bound(client), null);
        } else {
            turnRequest(client);
        }
    }

    private Answer bound(InetSocketAddress client) {
        Answer unknown = unknownAttributes();
        return unknown != null
                ? unknown
                : Answer.granted(
                        writer -> writer.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, client));
    }

    private void turnRequest(InetSocketAddress client) {
        long nowNanos = network.nanoTime();
        Credentials.Check check = credentials.check(message, nowNanos);
        String user = check.user();
        if (check.refusal() != null || user == null) {
            respond(client, Objects.requireNonNull(check.refusal()), null);
            return;
        }
        Answer unknown = unknownAttributes();
        Request request = new Request(message, client, user, nowNanos);
        respond(client, unknown != null ? unknown : dispatch(request), user);
    }

    private @Nullable Answer unknownAttributes() {
        int[] unknown = message.unknownAttributes(Understood::attribute);
        return unknown.length == 0
                ? null
                : Answer.refused(
                        Answer.UNKNOWN_ATTRIBUTE, writer -> writer.unknownAttributes(unknown));
    }

    private Answer dispatch(Request request) {
        if (message.method() == StunMethod.ALLOCATE) {
            return allocations.allocate(request);
        }
        Allocation allocation = table.of(request.client());
        if (allocation == null) {
            return Answer.refused(Answer.ALLOCATION_MISMATCH);
        }
        if (!allocation.user().equals(request.user())) {
            return Answer.refused(Answer.WRONG_CREDENTIALS);
        }
        return switch (message.method()) {
            case StunMethod.REFRESH -> allocations.refresh(request, allocation);
            case StunMethod.CREATE_PERMISSION -> peers.createPermission(request, allocation);
            case StunMethod.CHANNEL_BIND -> peers.channelBind(request, allocation);
            default -> Answer.refused(Answer.BAD_REQUEST);
        };
    }

    private void respond(InetSocketAddress client, Answer decision, @Nullable String user) {
        StunClass outcome = decision.isGranted() ? StunClass.SUCCESS : StunClass.ERROR;
        answer.begin(outcome, message.method(), message.transactionId());
        if (!decision.isGranted()) {
            counters.requestsRefused.incrementAndGet();
            answer.errorCode(decision.errorCode());
        }
        decision.attributes().accept(answer);
        if (user != null) {
            credentials.sign(answer, user);
        }
        if (message.hasFingerprint()) {
            answer.fingerprint();
        }
        answer(client, answer.toByteArray());
    }

    private void answer(InetSocketAddress client, byte[] bytes) {
        long delay = faults.answerDelay.toNanos();
        if (delay == 0) {
            toClient(client, bytes, 0, bytes.length);
        } else {
            var ignored = network.schedule(delay, () -> toClient(client, bytes, 0, bytes.length));
        }
    }

    private void sendGarbage(InetSocketAddress client) {
        byte[] garbage = new byte[64 + random.nextInt(64)];
        random.nextBytes(garbage);
        answer(client, garbage);
    }

    private void toClient(InetSocketAddress client, byte[] buffer, int offset, int length) {
        watch.sentToClient(client, buffer, offset, length);
        socket.send(client, buffer, offset, length);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        socket.close();
        if (network.isLoop()) {
            release();
        } else {
            network.execute(this::release);
        }
    }

    private void release() {
        table.endAll();
        ports.close();
    }
}
