package io.calling.testkit.story;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.testkit.story.Step.Kind;
import java.util.Arrays;
import java.util.Map;

/**
 * Says what a datagram is, by its first bytes (RFC 7983); nothing of what is secret in it. Pure.
 */
final class Datagrams {
    private static final int CHANNEL_HEADER_BYTES = 4;
    private static final int DTLS_HANDSHAKE_TYPE = 13;
    private static final Map<Integer, String> HANDSHAKES =
            Map.ofEntries(
                    Map.entry(0, "HelloRequest"),
                    Map.entry(1, "ClientHello"),
                    Map.entry(2, "ServerHello"),
                    Map.entry(3, "HelloVerifyRequest"),
                    Map.entry(4, "NewSessionTicket"),
                    Map.entry(11, "Certificate"),
                    Map.entry(12, "ServerKeyExchange"),
                    Map.entry(13, "CertificateRequest"),
                    Map.entry(14, "ServerHelloDone"),
                    Map.entry(15, "CertificateVerify"),
                    Map.entry(16, "ClientKeyExchange"),
                    Map.entry(20, "Finished"));
    private static final Map<Integer, String> METHODS =
            Map.of(
                    StunMethod.BINDING, "Binding",
                    StunMethod.ALLOCATE, "Allocate",
                    StunMethod.REFRESH, "Refresh",
                    StunMethod.CREATE_PERMISSION, "CreatePermission",
                    StunMethod.CHANNEL_BIND, "ChannelBind");

    private Datagrams() {}

    /**
     * What it is.
     *
     * @param kind what it belongs to
     * @param text in a few words
     */
    record What(Kind kind, String text) {}

    static What read(byte[] datagram) {
        if (datagram.length == 0) {
            return new What(Kind.OTHER, "nothing");
        }
        int first = datagram[0] & 0xff;
        if (first < 4) {
            return stun(datagram);
        } else if (first >= 20 && first <= 63) {
            return new What(Kind.DTLS, dtls(datagram));
        } else if (first >= 64 && first <= 79) {
            return inside(datagram, CHANNEL_HEADER_BYTES, datagram.length);
        } else if (first >= 128 && first <= 191 && datagram.length > 1) {
            return new What(Kind.MEDIA, isRtcp(datagram) ? "SRTCP" : "SRTP");
        }
        return new What(Kind.OTHER, datagram.length + " bytes");
    }

    /** RFC 5761, 4: payload types 64 to 95 are RTCP. */
    private static boolean isRtcp(byte[] datagram) {
        int type = datagram[1] & 0x7f;
        return type >= 64 && type <= 95;
    }

    private static What inside(byte[] datagram, int from, int to) {
        return from >= to
                ? new What(Kind.TURN, "empty")
                : read(Arrays.copyOfRange(datagram, from, to));
    }

    private static What stun(byte[] datagram) {
        StunMessage message = new StunMessage();
        if (message.wrap(datagram, 0, datagram.length) != StunValidity.VALID) {
            return new What(Kind.OTHER, "broken STUN");
        }
        int data = message.attribute(StunAttribute.DATA);
        if (message.messageClass() == StunClass.INDICATION && data != StunMessage.NONE) {
            int from = message.valueOffset(data);
            return inside(datagram, from, from + message.valueLength(data));
        }
        boolean binding = message.method() == StunMethod.BINDING;
        return new What(binding ? Kind.STUN : Kind.TURN, words(message));
    }

    private static String words(StunMessage message) {
        String method = METHODS.getOrDefault(message.method(), "method " + message.method());
        return switch (message.messageClass()) {
            case REQUEST -> method + nominating(message);
            case SUCCESS -> method + " ok";
            case ERROR -> method + " error " + message.errorCode();
            case INDICATION -> method + " indication";
        };
    }

    private static String nominating(StunMessage message) {
        boolean nominates = message.attribute(StunAttribute.USE_CANDIDATE) != StunMessage.NONE;
        return nominates ? " with USE-CANDIDATE" : "";
    }

    private static String dtls(byte[] datagram) {
        int type = datagram[0] & 0xff;
        boolean inClear =
                datagram.length > DTLS_HANDSHAKE_TYPE && datagram[3] == 0 && datagram[4] == 0;
        return switch (type) {
            case 20 -> "ChangeCipherSpec";
            case 21 -> "alert";
            case 22 ->
                    inClear
                            ? HANDSHAKES.getOrDefault(
                                    datagram[DTLS_HANDSHAKE_TYPE] & 0xff, "handshake")
                            : "encrypted handshake";
            case 23 -> "application data";
            default -> "record of type " + type;
        };
    }
}
