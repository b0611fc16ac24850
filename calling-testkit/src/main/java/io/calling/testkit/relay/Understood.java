package io.calling.testkit.relay;

import io.calling.ice.stun.StunAttribute;

/** The comprehension-required attributes that the relay understands in requests. */
final class Understood {
    private Understood() {}

    static boolean attribute(int type) {
        return switch (type) {
            case StunAttribute.USERNAME,
                    StunAttribute.REALM,
                    StunAttribute.NONCE,
                    StunAttribute.MESSAGE_INTEGRITY,
                    StunAttribute.LIFETIME,
                    StunAttribute.CHANNEL_NUMBER,
                    StunAttribute.XOR_PEER_ADDRESS,
                    StunAttribute.DATA,
                    StunAttribute.REQUESTED_TRANSPORT,
                    StunAttribute.REQUESTED_ADDRESS_FAMILY,
                    StunAttribute.EVEN_PORT,
                    StunAttribute.RESERVATION_TOKEN,
                    StunAttribute.DONT_FRAGMENT ->
                    true;
            default -> false;
        };
    }
}
