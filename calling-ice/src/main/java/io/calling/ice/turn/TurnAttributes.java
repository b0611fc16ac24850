package io.calling.ice.turn;

import io.calling.ice.stun.StunAttribute;

/** The attributes that a client understands in what a relay sends. */
final class TurnAttributes {
    private TurnAttributes() {}

    static boolean isUnderstood(int type) {
        return switch (type) {
            case StunAttribute.USERNAME,
                    StunAttribute.ERROR_CODE,
                    StunAttribute.UNKNOWN_ATTRIBUTES,
                    StunAttribute.CHANNEL_NUMBER,
                    StunAttribute.LIFETIME,
                    StunAttribute.XOR_PEER_ADDRESS,
                    StunAttribute.DATA,
                    StunAttribute.REALM,
                    StunAttribute.NONCE,
                    StunAttribute.XOR_RELAYED_ADDRESS,
                    StunAttribute.XOR_MAPPED_ADDRESS,
                    StunAttribute.RESERVATION_TOKEN,
                    StunAttribute.PASSWORD_ALGORITHM,
                    StunAttribute.USERHASH ->
                    true;
            default -> false;
        };
    }
}
