package io.calling.examples.wire;

import java.net.InetSocketAddress;
import java.util.Arrays;

/** One datagram, or one piece of a stream, as a socket sent or received it. */
public final class RecordedPacket {
    private final Direction direction;
    private final InetSocketAddress remote;
    private final long nanos;
    private final byte[] bytes;

    RecordedPacket(
            Direction direction,
            InetSocketAddress remote,
            long nanos,
            byte[] buffer,
            int offset,
            int length) {
        this.direction = direction;
        this.remote = remote;
        this.nanos = nanos;
        this.bytes = Arrays.copyOfRange(buffer, offset, offset + length);
    }

    /** Which way it went. */
    public Direction direction() {
        return direction;
    }

    /** The other end of the socket. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** When, by the network's monotonic clock. */
    public long nanos() {
        return nanos;
    }

    /** A copy of all its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
