package io.calling.ice.turn;

import java.util.Arrays;

/**
 * Pads ChannelData to a multiple of four bytes, as streams need it (RFC 8656, 12.5). The bytes
 * behind a message are not ours to write, so it is copied where that is needed. Not thread-safe.
 */
final class StreamPadding {
    private byte[] scratch = new byte[2048];

    boolean send(PacketSink stream, byte[] buffer, int offset, int length) {
        int padded = length + 3 & ~3;
        if (padded == length) {
            return stream.send(buffer, offset, length);
        }
        if (padded > scratch.length) {
            scratch = new byte[padded];
        }
        System.arraycopy(buffer, offset, scratch, 0, length);
        Arrays.fill(scratch, length, padded, (byte) 0);
        return stream.send(scratch, 0, padded);
    }
}
