package io.calling.srtp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Packets and keys for tests, and packets through contexts. */
final class Packets {
    static final int ROOM = 32;

    private Packets() {}

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /** A master key that is the same each time. */
    static SrtpMasterKey masterKey(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        Random random = new Random(3711);
        random.nextBytes(key);
        random.nextBytes(salt);
        return SrtpMasterKey.of(key, salt);
    }

    static byte[] rtp(int ssrc, int sequence, int payloadBytes) {
        byte[] packet = new byte[12 + payloadBytes];
        packet[0] = (byte) 0x80;
        packet[1] = 111;
        BigEndian.putShort(packet, 2, sequence);
        BigEndian.putInt(packet, 4, 960 * sequence);
        BigEndian.putInt(packet, 8, ssrc);
        for (int i = 12; i < packet.length; i++) {
            packet[i] = (byte) (i * 31 + sequence);
        }
        return packet;
    }

    /** An RTP packet with CSRCs and, where {@code extensionWords} is not negative, an extension. */
    static byte[] rtp(
            int ssrc, int sequence, int csrcs, int profile, int extensionWords, int payloadBytes) {
        int extension = extensionWords < 0 ? 0 : 4 + 4 * extensionWords;
        byte[] packet = rtp(ssrc, sequence, 4 * csrcs + extension + payloadBytes);
        packet[0] |= (byte) csrcs;
        if (extensionWords >= 0) {
            packet[0] |= 0x10;
            BigEndian.putShort(packet, 12 + 4 * csrcs, profile);
            BigEndian.putShort(packet, 14 + 4 * csrcs, extensionWords);
        }
        return packet;
    }

    static byte[] rtcp(int ssrc, int bodyBytes) {
        byte[] packet = new byte[8 + bodyBytes];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        BigEndian.putShort(packet, 2, packet.length / 4 - 1);
        BigEndian.putInt(packet, 4, ssrc);
        for (int i = 8; i < packet.length; i++) {
            packet[i] = (byte) (i * 17);
        }
        return packet;
    }

    /** What a context makes of a packet in place. */
    interface Step {
        int process(byte[] buffer, int offset, int length);
    }

    /** A copy of the packet, after the step, which must succeed. */
    static byte[] through(Step step, byte[] packet) {
        int offset = 5;
        byte[] buffer = Arrays.copyOf(new byte[offset], offset + packet.length + ROOM);
        System.arraycopy(packet, 0, buffer, offset, packet.length);
        int length = step.process(buffer, offset, packet.length);
        if (length < 0) {
            throw new AssertionError("refused with " + length);
        }
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }

    /** The result of the step on a copy of the packet. */
    static int result(Step step, byte[] packet) {
        return step.process(Arrays.copyOf(packet, packet.length + ROOM), 0, packet.length);
    }
}
