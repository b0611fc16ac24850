package io.calling.ice.turn;

import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.stun.StunMessage;
import java.util.Arrays;

/**
 * Cuts the bytes of a stream into STUN and ChannelData messages (RFC 8656, 3.1 and 12.5), and hands
 * each out with room on both sides. However slowly the bytes drip, no more than one message is
 * kept. Pure.
 */
final class StreamFrames {
    private static final int ROOM = DatagramReceiver.ROOM;
    private static final int FIRST_CAPACITY = 2048;
    private static final int COOKIE_END = 8;

    private final PacketHandler handler;
    private byte[] frame = new byte[ROOM + FIRST_CAPACITY + ROOM];
    private int have;

    /** Takes one message. */
    interface PacketHandler {
        /** The bytes are reused when the call returns. */
        void onMessage(byte[] buffer, int offset, int length);
    }

    StreamFrames(PacketHandler handler) {
        this.handler = handler;
    }

    /**
     * Takes bytes as they come.
     *
     * @return false where they are no messages: nothing after them can be understood
     */
    boolean receive(byte[] buffer, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int wanted = wanted();
            int taken = Math.min(wanted - have, end - at);
            ensureCapacity(wanted);
            System.arraycopy(buffer, at, frame, ROOM + have, taken);
            have += taken;
            at += taken;
            if (!isPlausible()) {
                return false;
            }
            if (have >= ChannelData.HEADER_BYTES && have == wanted()) {
                int message = have;
                have = 0;
                handler.onMessage(frame, ROOM, message);
            }
        }
        return true;
    }

    /** The bytes until which to read: a header first, then what it announces. */
    private int wanted() {
        if (have < ChannelData.HEADER_BYTES) {
            return ChannelData.HEADER_BYTES;
        }
        int announced = ChannelData.uint16(frame, ROOM + 2);
        return isChannelData()
                ? ChannelData.HEADER_BYTES + (announced + 3 & ~3)
                : StunMessage.HEADER_BYTES + announced;
    }

    private boolean isChannelData() {
        return ChannelData.isChannelData(frame, ROOM, have);
    }

    private boolean isPlausible() {
        if (isChannelData() || have < COOKIE_END) {
            return isChannelData() || (frame[ROOM] & 0xC0) == 0;
        }
        return StunMessage.isStun(frame, ROOM, StunMessage.HEADER_BYTES);
    }

    private void ensureCapacity(int message) {
        if (ROOM + message + ROOM > frame.length) {
            frame = Arrays.copyOf(frame, ROOM + message + ROOM);
        }
    }
}
