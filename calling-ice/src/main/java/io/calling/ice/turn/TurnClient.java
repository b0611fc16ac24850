package io.calling.ice.turn;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One allocation at one relay (RFC 8656), as a machine without sockets or clocks: packets, time and
 * wishes go in, {@link TurnEffects} come out. Owned by the loop; only {@link #peer} may be called
 * elsewhere.
 */
final class TurnClient implements TurnPermissions.Owner, TurnChannels.Owner {
    private final TurnEffects effects;
    private final TurnCounters counters = new TurnCounters();
    private final TurnTransactions transactions;
    private final TurnLifecycle lifecycle;
    private final TurnPeers peers = new TurnPeers();
    private final TurnPermissions permissions;
    private final TurnChannels channels;
    private final TurnLiveness liveness;
    private final StunMessage message = new StunMessage();

    TurnClient(
            TurnTimings timings,
            boolean reliable,
            @Nullable AddressFamily family,
            TurnAuthentication authentication,
            Consumer<byte[]> random,
            TurnEffects effects) {
        this.effects = effects;
        this.transactions =
                new TurnTransactions(timings, reliable, authentication, random, effects, counters);
        RequestBudget budget = new RequestBudget();
        this.permissions = new TurnPermissions(timings, transactions, budget, this);
        this.channels = new TurnChannels(timings, transactions, budget, this);
        this.lifecycle =
                new TurnLifecycle(timings, family, authentication, transactions, effects, this);
        this.liveness = new TurnLiveness(effects);
    }

    /**
     * Asks for the allocation; also again, from a new socket, after {@code onSocketTaken}.
     *
     * @param giveUpNanos when there must be one; only the first counts
     */
    void start(long giveUpNanos, long nowNanos) {
        permissions.reset();
        lifecycle.start(giveUpNanos, nowNanos);
    }

    /**
     * Takes what came from the relay. The bytes may be anything.
     *
     * @return whether it was an answer, so that {@link #nanosToNext} may have changed
     */
    boolean onPacket(byte[] buffer, int offset, int length, long nowNanos) {
        if (ChannelData.isChannelData(buffer, offset, length)) {
            onChannelData(buffer, offset, length);
        } else if (message.wrap(buffer, offset, length) != StunValidity.VALID) {
            counters.malformed++;
        } else if (message.is(StunClass.INDICATION, StunMethod.DATA)) {
            onDataIndication();
        } else if (isAnswer(message.messageClass())) {
            liveness.onAnswer();
            transactions.onResponse(message, nowNanos);
            return true;
        } else {
            counters.unsolicited++;
        }
        return false;
    }

    private static boolean isAnswer(StunClass messageClass) {
        return messageClass == StunClass.SUCCESS || messageClass == StunClass.ERROR;
    }

    private void onChannelData(byte[] buffer, int offset, int length) {
        int dataBytes = ChannelData.dataBytes(buffer, offset, length);
        if (dataBytes < 0) {
            counters.malformed++;
            return;
        }
        TurnPeer peer = channels.peer(ChannelData.number(buffer, offset));
        if (peer == null || !lifecycle.isAllocated()) {
            counters.foreign++;
            return;
        }
        liveness.onData();
        effects.onData(peer.address(), buffer, offset + ChannelData.HEADER_BYTES, dataBytes);
    }

    private void onDataIndication() {
        int data = message.attribute(StunAttribute.DATA);
        int from = message.attribute(StunAttribute.XOR_PEER_ADDRESS);
        InetSocketAddress peer = permittedPeer(from);
        if (data == StunMessage.NONE || peer == null || !lifecycle.isAllocated()) {
            counters.foreign++;
            return;
        }
        liveness.onData();
        effects.onData(
                peer, message.buffer(), message.valueOffset(data), message.valueLength(data));
    }

    /** A known peer, or another port at a permitted address: ICE learns candidates so. */
    private @Nullable InetSocketAddress permittedPeer(int cursor) {
        TurnPeer known = peers.find(message, cursor);
        InetSocketAddress address = known == null ? message.xorAddressAt(cursor) : known.address();
        return address != null && permissions.isGranted(address.getAddress()) ? address : null;
    }

    /** Does what is due. */
    void onTime(long nowNanos) {
        transactions.onTime(nowNanos);
        lifecycle.onTime(nowNanos);
        if (lifecycle.isAllocated()) {
            permissions.onTime(nowNanos);
            channels.onTime(nowNanos);
            if (liveness.onTime(channels.preferred(), nowNanos)) {
                ask(nowNanos);
            }
        }
    }

    /** Whether the allocation stands; and if it does, whether the relay forgot the channel. */
    private void ask(long nowNanos) {
        lifecycle.probe(nowNanos);
        channels.renewPreferred(nowNanos);
    }

    /** The time until {@link #onTime} has something to do; {@link Long#MAX_VALUE} for never. */
    long nanosToNext(long nowNanos) {
        long nanos = Math.min(transactions.nanosToNext(nowNanos), lifecycle.nanosToNext(nowNanos));
        if (lifecycle.isAllocated()) {
            nanos = Math.min(nanos, permissions.nanosToNext(nowNanos));
            nanos = Math.min(nanos, channels.nanosToNext(nowNanos));
            nanos = Math.min(nanos, liveness.nanosToNext(nowNanos));
        }
        return nanos;
    }

    /** Lets the address of {@code peer} through, as soon as there is an allocation. */
    void permit(InetSocketAddress peer, long nowNanos) {
        if (!lifecycle.isEnding() && findOrAdd(peer) != null) {
            permissions.want(peer.getAddress(), nowNanos);
        }
    }

    /** Binds a channel to {@code peer}, the one in use from now on. */
    void prefer(InetSocketAddress peer, long nowNanos) {
        TurnPeer preferred = lifecycle.isEnding() ? null : findOrAdd(peer);
        if (preferred != null) {
            channels.prefer(preferred, nowNanos);
            liveness.start(nowNanos);
        }
    }

    /** Keeps a datagram, {@link RelayAllocation#HEADROOM} bytes into its array, until it may go. */
    void hold(InetSocketAddress address, byte[] datagram, long nowNanos) {
        TurnPeer peer = lifecycle.isEnding() ? null : findOrAdd(address);
        if (peer == null) {
            counters.dropped++;
            return;
        }
        permissions.want(address.getAddress(), nowNanos);
        boolean kept = !permissions.isRefused(address.getAddress()) && peers.hold(peer, datagram);
        if (!kept) {
            counters.dropped++;
        } else if (lifecycle.isAllocated()) {
            peers.flush(effects);
            if (permissions.isAsked(address.getAddress())) {
                peers.sendAhead(datagram, effects);
            }
        }
    }

    private @Nullable TurnPeer findOrAdd(InetSocketAddress address) {
        TurnPeer peer = peers.find(address);
        if (peer == null && !peers.isFull()) {
            peer = new TurnPeer(address, transactions.newId());
            peer.setPermitted(
                    lifecycle.isAllocated() && permissions.isGranted(address.getAddress()));
            peers.add(peer);
        }
        return peer;
    }

    /** The peer at an address, if it is known. Any thread. */
    @Nullable TurnPeer peer(InetSocketAddress address) {
        return peers.find(address);
    }

    /**
     * Releases the allocation; {@link TurnEffects#onReleased} follows, perhaps before this ends.
     */
    void close(long nowNanos) {
        lifecycle.close(nowNanos);
    }

    /** The link to the relay could not be made, or has broken. */
    void onLinkDown(RelayFailure failure, long nowNanos) {
        lifecycle.onLinkDown(failure, nowNanos);
    }

    TurnCounters counters() {
        return counters;
    }

    // What the parts tell each other.

    /** The authenticated Allocate is on its way; permissions follow without waiting for it. */
    void onAllocateSigned(long nowNanos) {
        permissions.open(nowNanos);
    }

    void onAllocated(long renewNanos, long nowNanos) {
        permissions.allocated(renewNanos, nowNanos);
        channels.allocated(renewNanos, nowNanos);
        peers.flush(effects);
    }

    /** From now on nothing goes to or comes from peers. */
    void onEnding() {
        peers.shut();
    }

    @Override
    public void onAsked(InetAddress address) {
        if (lifecycle.isAllocated()) {
            peers.sendAhead(address, effects);
        }
    }

    @Override
    public void onPermitted(InetAddress address) {
        peers.setPermitted(address, true);
        if (lifecycle.isAllocated()) {
            peers.flush(effects);
        }
    }

    @Override
    public void onRefused(InetAddress address) {
        peers.setPermitted(address, false);
        counters.dropped += peers.drop(address);
    }

    @Override
    public boolean takeUsed(InetAddress address) {
        return peers.takeUsed(address);
    }

    @Override
    public void onBound(TurnPeer peer, long nowNanos) {
        permissions.grantedByChannel(peer.address().getAddress(), nowNanos);
    }

    @Override
    public void onMismatch(long nowNanos) {
        lifecycle.onMismatch(nowNanos);
    }
}
