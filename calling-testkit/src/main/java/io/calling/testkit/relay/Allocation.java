package io.calling.testkit.relay;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One relayed address of one client, with the peers that may use it (RFC 8656, 5). Has one owner,
 * the loop.
 */
final class Allocation {
    private final InetSocketAddress client;
    private final String user;
    private final TransactionId madeBy;
    private final BoundDatagramSocket socket;
    private final Map<InetAddress, Long> permissions = new HashMap<>();
    private final Map<Integer, Channel> channels = new HashMap<>();
    private final Map<InetSocketAddress, Channel> channelsByPeer = new HashMap<>();
    private long expiresNanos;

    /**
     * A channel.
     *
     * @param number 0x4000 to 0x4FFF
     * @param peer its only peer
     * @param expiresNanos when it ends
     */
    record Channel(int number, InetSocketAddress peer, long expiresNanos) {}

    Allocation(
            InetSocketAddress client,
            String user,
            TransactionId madeBy,
            BoundDatagramSocket socket) {
        this.client = client;
        this.user = user;
        this.madeBy = madeBy;
        this.socket = socket;
    }

    InetSocketAddress client() {
        return client;
    }

    String user() {
        return user;
    }

    InetSocketAddress relayed() {
        return socket.localAddress();
    }

    /** Whether a request is the one that made this allocation, sent again. */
    boolean isMadeBy(TransactionId id) {
        return madeBy.equals(id);
    }

    void expireAt(long nanos) {
        expiresNanos = nanos;
    }

    long nanosLeft(long nowNanos) {
        return expiresNanos - nowNanos;
    }

    void permit(InetAddress peer, long untilNanos) {
        permissions.put(peer, untilNanos);
    }

    boolean isPermitted(InetAddress peer, long nowNanos) {
        Long until = permissions.get(peer);
        return until != null && until - nowNanos > 0;
    }

    /** Whether a peer has a permission or may get one, where so many live at the most. */
    boolean hasRoomFor(InetAddress peer, int most, long nowNanos) {
        permissions.values().removeIf(until -> until - nowNanos <= 0);
        return permissions.containsKey(peer) || permissions.size() < most;
    }

    /** Whether a channel may be bound, or bound again (RFC 8656, 12.2). */
    boolean mayBind(int number, InetSocketAddress peer, long nowNanos) {
        Channel ofNumber = live(channels.get(number), nowNanos);
        Channel ofPeer = live(channelsByPeer.get(peer), nowNanos);
        return (ofNumber == null || ofNumber.peer().equals(peer))
                && (ofPeer == null || ofPeer.number() == number);
    }

    void bind(int number, InetSocketAddress peer, long untilNanos) {
        Channel channel = new Channel(number, peer, untilNanos);
        channels.put(number, channel);
        channelsByPeer.put(peer, channel);
    }

    @Nullable Channel channel(int number, long nowNanos) {
        return live(channels.get(number), nowNanos);
    }

    @Nullable Channel channelTo(InetSocketAddress peer, long nowNanos) {
        return live(channelsByPeer.get(peer), nowNanos);
    }

    private static @Nullable Channel live(@Nullable Channel channel, long nowNanos) {
        return channel != null && channel.expiresNanos() - nowNanos > 0 ? channel : null;
    }

    void forgetPeers() {
        permissions.clear();
        channels.clear();
        channelsByPeer.clear();
    }

    boolean send(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        return socket.send(peer, buffer, offset, length);
    }

    void close() {
        socket.close();
    }
}
