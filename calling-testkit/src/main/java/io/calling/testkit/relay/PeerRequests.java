package io.calling.testkit.relay;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers CreatePermission and ChannelBind (RFC 8656, 10.2 and 12.2). Pure. */
final class PeerRequests {
    // RFC 8656, 12 leaves 0x4000 to 0x4FFF to channels; clients of RFC 5766 choose higher ones too.
    private static final int FIRST_CHANNEL = 0x4000;
    private static final int LAST_CHANNEL = 0x7FFE;
    private static final int PERMISSIONS = 1_000;

    private final RelayConfig config;
    private final RelayFaults faults;

    PeerRequests(RelayConfig config, RelayFaults faults) {
        this.config = config;
        this.faults = faults;
    }

    /** All of its peers are permitted, or none. */
    Answer createPermission(Request request, Allocation allocation) {
        List<InetSocketAddress> peers = peers(request.message());
        if (peers.isEmpty()) {
            return Answer.refused(Answer.BAD_REQUEST);
        }
        for (InetSocketAddress peer : peers) {
            Answer refusal = refusal(request, peer, allocation);
            if (refusal != null) {
                return refusal;
            }
        }
        peers.forEach(peer -> permit(request, allocation, peer));
        return Answer.granted();
    }

    // Empty where one of them is malformed.
    private static List<InetSocketAddress> peers(StunMessage message) {
        List<InetSocketAddress> peers = new ArrayList<>();
        int cursor = message.attribute(StunAttribute.XOR_PEER_ADDRESS);
        while (cursor != StunMessage.NONE) {
            InetSocketAddress peer = message.xorAddressAt(cursor);
            if (peer == null) {
                return List.of();
            }
            peers.add(peer);
            cursor = message.attributeAfter(cursor, StunAttribute.XOR_PEER_ADDRESS);
        }
        return peers;
    }

    private @Nullable Answer refusal(
            Request request, InetSocketAddress peer, Allocation allocation) {
        if (!config.sameFamily(peer)) {
            return Answer.refused(Answer.PEER_FAMILY_MISMATCH);
        }
        if (faults.permissionRefusal != 0) {
            return Answer.refused(faults.permissionRefusal);
        }
        if (!config.peers().test(peer)) {
            return Answer.refused(Answer.FORBIDDEN);
        }
        return allocation.hasRoomFor(peer.getAddress(), PERMISSIONS, request.nowNanos())
                ? null
                : Answer.refused(Answer.INSUFFICIENT_CAPACITY);
    }

    private void permit(Request request, Allocation allocation, InetSocketAddress peer) {
        long until = request.nowNanos() + config.permissionLifetime().toNanos();
        allocation.permit(peer.getAddress(), until);
    }

    Answer channelBind(Request request, Allocation allocation) {
        int number = request.message().uint16(StunAttribute.CHANNEL_NUMBER);
        InetSocketAddress peer = request.message().xorAddress(StunAttribute.XOR_PEER_ADDRESS);
        boolean bindable =
                peer != null
                        && number >= FIRST_CHANNEL
                        && number <= LAST_CHANNEL
                        && allocation.mayBind(number, peer, request.nowNanos());
        if (peer == null || !bindable) {
            return Answer.refused(Answer.BAD_REQUEST);
        }
        Answer refusal = refusal(request, peer, allocation);
        if (refusal != null) {
            return refusal;
        }
        allocation.bind(number, peer, request.nowNanos() + config.channelLifetime().toNanos());
        permit(request, allocation, peer);
        return Answer.granted();
    }
}
