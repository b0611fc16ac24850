package io.calling.testkit.net;

import io.calling.ice.net.DatagramReceiver;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that receivers are handed. What comes back is overwritten, so that a receiver which
 * keeps a buffer beyond its call is found out. Has one owner, the loop.
 */
final class PacketBuffers {
    private static final int USUAL_BYTES = 2_048;
    private static final byte STALE = (byte) 0xEE;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    /** Called with one payload in a buffer that has room on both sides. */
    interface Use {
        void with(byte[] buffer, int offset, int length);
    }

    void lend(Payload payload, Use use) {
        int needed = payload.length() + 2 * DatagramReceiver.ROOM;
        byte[] buffer = take(needed);
        System.arraycopy(payload.raw(), 0, buffer, DatagramReceiver.ROOM, payload.length());
        try {
            use.with(buffer, DatagramReceiver.ROOM, payload.length());
        } finally {
            Arrays.fill(buffer, 0, needed, STALE);
            giveBack(buffer);
        }
    }

    private byte[] take(int needed) {
        byte @Nullable [] usual = needed <= USUAL_BYTES ? free.poll() : null;
        return usual != null ? usual : new byte[Math.max(needed, USUAL_BYTES)];
    }

    private void giveBack(byte[] buffer) {
        if (buffer.length == USUAL_BYTES) {
            free.push(buffer);
        }
    }
}
