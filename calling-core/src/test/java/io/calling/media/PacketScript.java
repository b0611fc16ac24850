package io.calling.media;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Any bytes as a course of packets that are nearly right, so that they get far: a byte that says
 * what kind of packet comes, from whom and of what type, then its length, and how far its numbers
 * go; and between them time.
 */
final class PacketScript {
    private static final int MOST_BYTES = 300;

    /** A script of more says nothing new, and takes long. */
    private static final int MOST_PACKETS = 100;

    private static final int[] TYPES = {111, 96, 97, 98, 99, 110, 0, 127};

    private final ByteBuffer input;
    private final int[] sources;
    private final int[] sequences;
    private final int[] timestamps;
    private final ByteBuffer packet = ByteBuffer.allocate(2_048);

    PacketScript(byte[] bytes, int... sources) {
        this.input = ByteBuffer.wrap(bytes);
        this.sources = sources;
        this.sequences = new int[sources.length];
        this.timestamps = new int[sources.length];
        Arrays.fill(sequences, 0xFFF0);
        Arrays.fill(timestamps, -2_000);
    }

    void play(PacketInput into, LongConsumer passMillis) {
        for (int packets = 0; input.remaining() >= 4 && packets < MOST_PACKETS; packets++) {
            int what = input.get() & 0xFF;
            int length = Math.min(input.get() & 0xFF, MOST_BYTES);
            packet.clear();
            if ((what & 1) == 0) {
                rtp(what, length);
                into.onRtp(packet.array(), 0, packet.position());
            } else {
                rtcp(what, length);
                into.onRtcp(packet.array(), 0, packet.position());
            }
            if ((what & 0x80) != 0) {
                passMillis.accept(length);
            }
        }
    }

    private void rtp(int what, int length) {
        int source = (what >>> 1 & 7) % sources.length;
        sequences[source] += input.get();
        timestamps[source] += 90 * input.get();
        boolean extended = (what & 0x40) != 0;
        packet.put((byte) (extended ? 0x90 : 0x80));
        int type = TYPES[what >>> 4 & 3 | (length & 1) << 2];
        packet.put((byte) (type | (length & 2) << 6));
        packet.putShort((short) sequences[source]).putInt(timestamps[source]);
        packet.putInt(sources[source]);
        if (extended) {
            packet.putInt(0xBEDE_0001);
        }
        rest(length);
    }

    private void rtcp(int what, int length) {
        packet.put((byte) (0x80 | input.get() & 0x1F)).put((byte) (200 + (what >>> 4 & 7)));
        int words = (length + 3) / Integer.BYTES;
        packet.putShort((short) words).putInt(sources[(what >>> 1 & 7) % sources.length]);
        rest(Math.max(0, Integer.BYTES * (words - 1)));
    }

    private void rest(int length) {
        int there = Math.min(length, input.remaining());
        packet.put(input.array(), input.position(), there).put(new byte[length - there]);
        input.position(input.position() + there);
    }
}
