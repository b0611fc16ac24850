package io.calling.examples.signaling;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * As much of WebSocket as a small server needs: the handshake, and texts in one frame each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
final class WebSocketFrames {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;

    private WebSocketFrames() {}

    /** What a client sent. */
    sealed interface Frame {
        /** A text. */
        record Text(String text) implements Frame {}

        /** A question whether we are there, to be answered with the same. */
        record Ping(byte[] payload) implements Frame {
            @Override
            public byte[] payload() {
                return payload.clone();
            }
        }

        /** Something that needs no answer. */
        record Other() implements Frame {}
    }

    /** What accepts the key of a handshake (RFC 6455, 4.2.2). */
    static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /**
     * Reads one frame.
     *
     * @return empty where the client has closed the connection
     * @throws IOException if it broke, or the client does not keep to what this server takes
     */
    static Optional<Frame> read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        // RFC 6455, 5.1: "The server MUST close the connection upon receiving a frame that is not
        // masked."
        if ((first & FINAL) == 0 || (second & MASKED) == 0) {
            throw new IOException("a frame that is not whole, or not masked");
        }
        byte[] payload = new byte[length(second & 0x7F, in)];
        byte[] mask = in.readNBytes(4);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return frame(first & 0x0F, payload);
    }

    private static int length(int announced, DataInputStream in) throws IOException {
        int length = announced == 126 ? in.readUnsignedShort() : announced;
        if (announced == 127 || length > Envelope.MAX_LINE) {
            throw new IOException("a frame that is too long");
        }
        return length;
    }

    private static Optional<Frame> frame(int kind, byte[] payload) {
        return switch (kind) {
            case TEXT -> Optional.of(new Frame.Text(new String(payload, StandardCharsets.UTF_8)));
            case PING -> Optional.of(new Frame.Ping(payload));
            case CLOSE -> Optional.empty();
            default -> Optional.of(new Frame.Other());
        };
    }

    static byte[] text(String text) {
        return frameOf(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] pong(Frame.Ping ping) {
        return frameOf(PING + 1, ping.payload());
    }

    private static byte[] frameOf(int kind, byte[] payload) {
        int header = payload.length < 126 ? 2 : 4;
        byte[] frame = new byte[header + payload.length];
        frame[0] = (byte) (FINAL | kind);
        if (header == 2) {
            frame[1] = (byte) payload.length;
        } else {
            frame[1] = 126;
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, header, payload.length);
        return frame;
    }
}
