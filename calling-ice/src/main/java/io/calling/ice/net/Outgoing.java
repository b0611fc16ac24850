package io.calling.ice.net;

import java.nio.ByteBuffer;

/**
 * The direct buffer through which a thread hands bytes to the kernel: one for each thread that
 * sends, so that sending takes no lock and no allocation.
 */
final class Outgoing {
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 16));

    private Outgoing() {}

    /** The bytes, 64 KiB at most, ready to be written. */
    static ByteBuffer of(byte[] bytes, int offset, int length) {
        return BUFFER.get().clear().put(bytes, offset, length).flip();
    }
}
