package io.calling.examples.wire;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;

/** STUN messages with one address in them. */
final class StunBytes {
    private static final TransactionId ID = new TransactionId(0x01020304, 0x1122334455667788L);

    private StunBytes() {}

    static byte[] message(
            StunClass messageClass, int method, int attribute, InetSocketAddress address) {
        return new StunWriter(200)
                .begin(messageClass, method, ID)
                .xorAddress(attribute, address)
                .toByteArray();
    }

    static byte[] allocated(InetSocketAddress mapped, InetSocketAddress relayed) {
        return new StunWriter(200)
                .begin(StunClass.SUCCESS, StunMethod.ALLOCATE, ID)
                .xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, mapped)
                .xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, relayed)
                .toByteArray();
    }

    static byte[] permission(InetSocketAddress peer) {
        return message(
                StunClass.REQUEST,
                StunMethod.CREATE_PERMISSION,
                StunAttribute.XOR_PEER_ADDRESS,
                peer);
    }
}
