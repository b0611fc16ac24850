package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.SourcedDatagramReceiver;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A machine under a clock that tests move, and all that it did. */
final class ClientRig implements TurnEffects {
    static final InetSocketAddress PEER = FakeRelay.address("198.51.100.7", 6000);

    private static final Duration ALLOCATE = Duration.ofSeconds(8);

    final FakeRelay relay = new FakeRelay();
    final List<byte[]> sent = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<String> data = new ArrayList<>();
    final List<InetSocketAddress> sources = new ArrayList<>();
    final TurnClient client;

    /** What happens to datagrams of peers: they are kept, unless a test wants something else. */
    SourcedDatagramReceiver onData = this::keep;

    /** An origin near the overflow, so that each test crosses it. */
    private long nowNanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    private int read;

    ClientRig() {
        this(false, AddressFamily.IPV4, 1);
    }

    ClientRig(boolean reliable, AddressFamily family, long seed) {
        client =
                new TurnClient(
                        TurnTimings.STANDARD,
                        reliable,
                        family,
                        new TurnAuthentication(FakeRelay.USERNAME, FakeRelay.PASSWORD),
                        new Random(seed)::nextBytes,
                        this);
    }

    void start() {
        client.start(nowNanos + ALLOCATE.toNanos(), nowNanos);
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Lets time pass, from one deadline of the machine's to the next. */
    void advance(Duration duration) {
        long end = nowNanos + duration.toNanos();
        for (int steps = 0; ; steps++) {
            assertThat(steps).as("the machine spins").isLessThan(100_000);
            long next = client.nanosToNext(nowNanos);
            if (next > end - nowNanos) {
                nowNanos = end;
                return;
            }
            nowNanos += Math.max(0, next);
            client.onTime(nowNanos);
        }
    }

    void receive(byte[] packet) {
        client.onPacket(packet, 0, packet.length, nowNanos);
    }

    /** The next message that was sent and not looked at yet. */
    byte[] next() {
        assertThat(sent.size()).as("messages sent").isGreaterThan(read);
        return sent.get(read++);
    }

    /** The next one, of which the method is known. */
    byte[] next(int method) {
        byte[] message = next();
        assertThat(FakeRelay.parse(message).method()).isEqualTo(method);
        return message;
    }

    boolean hasNext() {
        return sent.size() > read;
    }

    void skip() {
        read = sent.size();
    }

    /** The messages that were sent and not looked at yet, of one method. */
    long count(int method) {
        return sent.stream()
                .skip(read)
                .filter(bytes -> (bytes[0] & 0xC0) == 0)
                .filter(bytes -> FakeRelay.parse(bytes).method() == method)
                .count();
    }

    /** Brings the allocation up, with a lifetime of ten minutes. */
    void allocate() {
        allocate(600);
    }

    void allocate(int lifetimeSeconds) {
        start();
        receive(relay.challenge(next(StunMethod.ALLOCATE), 401));
        receive(relay.grantAllocation(next(StunMethod.ALLOCATE), lifetimeSeconds));
        assertThat(events).containsExactly("allocated");
    }

    void permit(InetSocketAddress peer) {
        client.permit(peer, nowNanos);
    }

    /** Permits a peer and has it granted. */
    void permitted(InetSocketAddress peer) {
        permit(peer);
        receive(relay.grant(next(StunMethod.CREATE_PERMISSION)));
    }

    void prefer(InetSocketAddress peer) {
        client.prefer(peer, nowNanos);
    }

    /** Prefers a peer and has its channel bound; the channel. */
    int preferred(InetSocketAddress peer) {
        prefer(peer);
        byte[] request = next(StunMethod.CHANNEL_BIND);
        receive(relay.grant(request));
        return FakeRelay.parse(request).uint16(0x000C);
    }

    void hold(InetSocketAddress peer, String text) {
        byte[] datagram = new byte[RelayAllocation.HEADROOM + text.length()];
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, datagram, RelayAllocation.HEADROOM, bytes.length);
        client.hold(peer, datagram, nowNanos);
    }

    /** Sends as any thread does, if the peer is open. */
    boolean send(InetSocketAddress peer, String text) {
        TurnPeer known = client.peer(peer);
        if (known == null || !known.isOpen()) {
            return false;
        }
        byte[] buffer = new byte[RelayAllocation.HEADROOM + text.length()];
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, RelayAllocation.HEADROOM, bytes.length);
        return known.send(this, buffer, RelayAllocation.HEADROOM, bytes.length);
    }

    void close() {
        client.close(nowNanos);
        client.onTime(nowNanos);
    }

    static String text(StunMessage message, int attribute) {
        byte[] bytes = message.bytes(attribute);
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(buffer, offset, copy, 0, length);
        return sent.add(copy);
    }

    @Override
    public void onAllocated(InetSocketAddress relayed, InetSocketAddress mapped) {
        events.add("allocated");
    }

    @Override
    public void onData(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        onData.onDatagram(peer, buffer, offset, length);
    }

    private void keep(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        sources.add(peer);
        data.add(new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onSocketTaken() {
        events.add("socket taken");
    }

    @Override
    public void onRedirected(InetSocketAddress alternate) {
        events.add("redirected to " + alternate.getAddress().getHostAddress());
    }

    @Override
    public void onFailed(RelayFailure failure) {
        events.add(failure.name());
    }

    @Override
    public void onSilence(boolean silent) {
        events.add(silent ? "silent" : "speaks again");
    }

    @Override
    public void onReleased() {
        events.add("released");
    }
}
