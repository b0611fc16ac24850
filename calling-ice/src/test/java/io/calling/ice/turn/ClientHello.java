package io.calling.ice.turn;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** What an observer of the network reads in a ClientHello (RFC 8446, 4.1.2). */
final class ClientHello {
    static final int SERVER_NAME = 0;
    static final int ALPN = 16;
    static final int SESSION_TICKET = 35;
    static final int PRE_SHARED_KEY = 41;

    private final String sessionId;
    private final Map<Integer, byte[]> extensions = new HashMap<>();

    ClientHello(byte[] record) {
        ByteBuffer in = ByteBuffer.wrap(record);
        in.position(5 + 4 + 2 + 32); // record and handshake header, version, random
        sessionId = HexFormat.of().formatHex(take(in, in.get() & 0xFF));
        take(in, in.getShort() & 0xFFFF); // cipher suites
        take(in, in.get() & 0xFF); // compression methods
        ByteBuffer rest = ByteBuffer.wrap(take(in, in.getShort() & 0xFFFF));
        while (rest.hasRemaining()) {
            int type = rest.getShort() & 0xFFFF;
            extensions.put(type, take(rest, rest.getShort() & 0xFFFF));
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String sessionId() {
        return sessionId;
    }

    byte[] extension(int type) {
        return extensions.get(type);
    }
}
