package io.calling.testkit.adversary;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Puts packets together byte by byte, sensible or not. */
final class Forge {
    private static final int MOST_BYTES = 9_400;
    private static final int VERSION = 0x80;
    private static final int PADDING = 0x20;
    private static final int EXTENSION = 0x10;

    private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    private final SplittableRandom random;

    Forge(SplittableRandom random) {
        this.random = random;
    }

    /** Begins an RTP packet. */
    Forge rtp(int ssrc, int payloadType, int sequence, int timestamp, boolean marker) {
        bytes.clear();
        bytes.put((byte) VERSION).put((byte) (payloadType | (marker ? 0x80 : 0)));
        bytes.putShort((short) sequence).putInt(timestamp).putInt(ssrc);
        return this;
    }

    /** Contributing sources; to be called before anything else is added. */
    Forge sources(int count) {
        bytes.put(0, (byte) (bytes.get(0) | count));
        for (int i = 0; i < count; i++) {
            bytes.putInt(random.nextInt());
        }
        return this;
    }

    /** A header extension of this profile, with these bytes, whose length is a multiple of four. */
    Forge extension(int profile, byte... content) {
        bytes.put(0, (byte) (bytes.get(0) | EXTENSION));
        bytes.putShort((short) profile).putShort((short) (content.length / Integer.BYTES));
        bytes.put(content);
        return this;
    }

    Forge with(byte... content) {
        bytes.put(content);
        return this;
    }

    Forge with(byte[] content, int offset, int length) {
        bytes.put(content, offset, length);
        return this;
    }

    Forge number(int value) {
        bytes.putInt(value);
        return this;
    }

    Forge noise(int length) {
        for (int i = 0; i < length; i++) {
            bytes.put((byte) random.nextInt());
        }
        return this;
    }

    /** Padding that says it is {@code said} bytes, and is one. */
    Forge padding(int said) {
        bytes.put(0, (byte) (bytes.get(0) | PADDING));
        bytes.put((byte) said);
        return this;
    }

    /** Begins an RTCP packet, alone or behind others. */
    Forge rtcp(int type, int count) {
        bytes.clear();
        return another(type, count);
    }

    /** Begins one more in the same compound. */
    Forge another(int type, int count) {
        bytes.put((byte) (VERSION | count)).put((byte) type).putShort((short) 0);
        start = bytes.position() - Integer.BYTES;
        return this;
    }

    private int start;

    /** Writes the length of the RTCP packet that was begun last. */
    Forge end() {
        while ((bytes.position() - start) % Integer.BYTES != 0) {
            bytes.put((byte) 0);
        }
        bytes.putShort(start + 2, (short) ((bytes.position() - start) / Integer.BYTES - 1));
        return this;
    }

    byte[] bytes() {
        byte[] made = new byte[bytes.position()];
        bytes.get(0, made);
        return made;
    }

    SplittableRandom random() {
        return random;
    }
}
