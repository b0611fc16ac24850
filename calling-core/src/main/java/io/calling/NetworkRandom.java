package io.calling;

import io.calling.ice.net.Network;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/** The network's randomness as the cryptographic layers want it. */
final class NetworkRandom extends SecureRandom {
    NetworkRandom(Network network) {
        super(new Spi(network), null);
    }

    private static final class Spi extends SecureRandomSpi {
        private final transient Network network;

        Spi(Network network) {
            this.network = network;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // The network seeds itself.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            network.randomBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            network.randomBytes(seed);
            return seed;
        }
    }
}
