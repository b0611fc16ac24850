package io.calling.rtp;

import io.calling.ice.net.Network;

/** Numbers from a network's random bytes. */
final class RandomBits {
    private RandomBits() {}

    static int next32(Network network) {
        byte[] bytes = new byte[Integer.BYTES];
        network.randomBytes(bytes);
        return Bytes.int32(bytes, 0);
    }

    static long next64(Network network) {
        return (long) next32(network) << 32 | next32(network) & 0xFFFFFFFFL;
    }
}
