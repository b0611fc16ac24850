package io.calling.testkit.relay;

import io.calling.ice.net.Network;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Passes datagrams between clients and peers, in place (RFC 8656, 11 and 12). Has one owner, the
 * loop.
 */
final class RelayedTraffic {
    private static final int CHANNEL_HEADER_BYTES = 4;

    private final Network network;
    private final AllocationTable table;
    private final Tampering tampering;
    private final CounterBoard counters;
    private final RelayWatch watch;
    private final ToClient toClient;
    private final StunWriter indication = new StunWriter(0);

    /** Sends one datagram to a client. */
    interface ToClient {
        void send(InetSocketAddress client, byte[] buffer, int offset, int length);
    }

    RelayedTraffic(
            Network network,
            AllocationTable table,
            Tampering tampering,
            CounterBoard counters,
            RelayWatch watch,
            ToClient toClient) {
        this.network = network;
        this.table = table;
        this.tampering = tampering;
        this.counters = counters;
        this.watch = watch;
        this.toClient = toClient;
    }

    void channelData(InetSocketAddress client, byte[] buffer, int offset, int length) {
        int number = uint16(buffer, offset);
        int dataLength = uint16(buffer, offset + 2);
        Allocation allocation = table.of(client);
        if (allocation == null || dataLength > length - CHANNEL_HEADER_BYTES) {
            counters.malformed.incrementAndGet();
            return;
        }
        Allocation.Channel channel = allocation.channel(number, network.nanoTime());
        if (channel == null) {
            counters.packetsWithoutPermission.incrementAndGet();
            return;
        }
        toPeer(allocation, channel.peer(), buffer, offset + CHANNEL_HEADER_BYTES, dataLength);
    }

    void sendIndication(InetSocketAddress client, StunMessage message) {
        Allocation allocation = table.of(client);
        InetSocketAddress peer = message.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
        int data = message.attribute(StunAttribute.DATA);
        boolean unknown = message.unknownAttributes(Understood::attribute).length > 0;
        if (allocation == null || peer == null || data == StunMessage.NONE || unknown) {
            counters.malformed.incrementAndGet();
            return;
        }
        toPeer(
                allocation,
                peer,
                message.buffer(),
                message.valueOffset(data),
                message.valueLength(data));
    }

    private void toPeer(
            Allocation allocation, InetSocketAddress peer, byte[] buffer, int offset, int length) {
        if (!allocation.isPermitted(peer.getAddress(), network.nanoTime())) {
            counters.packetsWithoutPermission.incrementAndGet();
            return;
        }
        Tampering.Onward onward = (b, at, n) -> sendToPeer(allocation, peer, b, at, n);
        if (table.isRelayed(peer)) {
            onward.send(buffer, offset, length); // it comes by again, and is tampered with once
        } else {
            tampering.pass(buffer, offset, length, onward);
        }
    }

    private void sendToPeer(
            Allocation allocation, InetSocketAddress peer, byte[] buffer, int offset, int length) {
        counters.packetsToPeers.incrementAndGet();
        counters.bytesToPeers.addAndGet(length);
        watch.relayed(allocation, peer, RelayedPacket.Direction.TO_PEER, buffer, offset, length);
        allocation.send(peer, buffer, offset, length);
    }

    void fromPeer(
            InetSocketAddress client,
            InetSocketAddress peer,
            byte[] buffer,
            int offset,
            int length) {
        Allocation allocation = table.of(client);
        if (allocation == null) {
            return;
        }
        if (!allocation.isPermitted(peer.getAddress(), network.nanoTime())) {
            counters.packetsWithoutPermission.incrementAndGet();
            return;
        }
        tampering.pass(
                buffer, offset, length, (b, at, n) -> sendToClient(allocation, peer, b, at, n));
    }

    private void sendToClient(
            Allocation allocation, InetSocketAddress peer, byte[] buffer, int offset, int length) {
        counters.packetsToClients.incrementAndGet();
        counters.bytesToClients.addAndGet(length);
        watch.relayed(allocation, peer, RelayedPacket.Direction.TO_CLIENT, buffer, offset, length);
        Allocation.@Nullable Channel channel = allocation.channelTo(peer, network.nanoTime());
        if (channel != null) {
            putUint16(buffer, offset - 4, channel.number());
            putUint16(buffer, offset - 2, length);
            int wrapped = length + CHANNEL_HEADER_BYTES;
            toClient.send(allocation.client(), buffer, offset - CHANNEL_HEADER_BYTES, wrapped);
            return;
        }
        int header = headerBytes(peer);
        indication
                .into(buffer, offset - header)
                .begin(StunClass.INDICATION, StunMethod.DATA, randomId())
                .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
                .inPlace(StunAttribute.DATA, length);
        toClient.send(allocation.client(), buffer, offset - header, indication.length());
    }

    // A header, an address attribute, and the header of DATA.
    private static int headerBytes(InetSocketAddress peer) {
        int address = peer.getAddress().getAddress().length + 4;
        return StunMessage.HEADER_BYTES + 2 * StunMessage.ATTRIBUTE_HEADER_BYTES + address;
    }

    private TransactionId randomId() {
        byte[] id = new byte[TransactionId.BYTES];
        network.randomBytes(id);
        return TransactionId.of(id);
    }

    private static int uint16(byte[] buffer, int at) {
        return (buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff);
    }

    private static void putUint16(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >>> 8);
        buffer[at + 1] = (byte) value;
    }
}
