package io.calling.ice.stun;

/**
 * The attribute types of STUN, TURN and ICE (RFC 8489, 18.3; RFC 8656, 18; RFC 8445, 16.1). Those
 * below {@code 0x8000} must be understood by whoever reads the message.
 */
public final class StunAttribute {
    /** Who asks; UTF-8. */
    public static final int USERNAME = 0x0006;

    /** HMAC-SHA1 over all that precedes. */
    public static final int MESSAGE_INTEGRITY = 0x0008;

    /** Why a request was refused. */
    public static final int ERROR_CODE = 0x0009;

    /** The types that the server did not understand. */
    public static final int UNKNOWN_ATTRIBUTES = 0x000A;

    /** A channel, {@code 0x4000} to {@code 0x4FFF}. */
    public static final int CHANNEL_NUMBER = 0x000C;

    /** Seconds that an allocation lives. */
    public static final int LIFETIME = 0x000D;

    /** The peer of a datagram, permission or channel. */
    public static final int XOR_PEER_ADDRESS = 0x0012;

    /** The datagram itself. */
    public static final int DATA = 0x0013;

    /** The realm of the credentials; UTF-8. */
    public static final int REALM = 0x0014;

    /** The server's nonce. */
    public static final int NONCE = 0x0015;

    /** The address that a relay allocated. */
    public static final int XOR_RELAYED_ADDRESS = 0x0016;

    /** IPv4 or IPv6 for the relayed address. */
    public static final int REQUESTED_ADDRESS_FAMILY = 0x0017;

    /** Even port, and perhaps the next one reserved. */
    public static final int EVEN_PORT = 0x0018;

    /** UDP, as IP protocol number, for the relayed address. */
    public static final int REQUESTED_TRANSPORT = 0x0019;

    /** No fragmentation towards the peer. */
    public static final int DONT_FRAGMENT = 0x001A;

    /** HMAC-SHA256 over all that precedes, perhaps truncated. */
    public static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;

    /** The algorithm that derived the key. */
    public static final int PASSWORD_ALGORITHM = 0x001D;

    /** SHA-256 of user name and realm, in place of USERNAME. */
    public static final int USERHASH = 0x001E;

    /** Where the server saw the request come from. */
    public static final int XOR_MAPPED_ADDRESS = 0x0020;

    /** Claims a reserved port. */
    public static final int RESERVATION_TOKEN = 0x0022;

    /** The priority of a peer-reflexive candidate. */
    public static final int PRIORITY = 0x0024;

    /** Nominates the pair. */
    public static final int USE_CANDIDATE = 0x0025;

    /** A second address of the other family, beside the one allocated. */
    public static final int ADDITIONAL_ADDRESS_FAMILY = 0x8000;

    /** The algorithms that the server offers. */
    public static final int PASSWORD_ALGORITHMS = 0x8002;

    /** The name in the certificate of an alternate server. */
    public static final int ALTERNATE_DOMAIN = 0x8003;

    /** Name and version of the sender. Never sent by this library. */
    public static final int SOFTWARE = 0x8022;

    /** Another server to ask; not XORed. */
    public static final int ALTERNATE_SERVER = 0x8023;

    /** CRC-32 over all that precedes. */
    public static final int FINGERPRINT = 0x8028;

    /** The agent believes itself controlled. */
    public static final int ICE_CONTROLLED = 0x8029;

    /** The agent believes itself controlling. */
    public static final int ICE_CONTROLLING = 0x802A;

    private StunAttribute() {}

    /** Whether a receiver that does not know {@code type} has to refuse the message. */
    public static boolean isComprehensionRequired(int type) {
        return type < 0x8000;
    }
}
