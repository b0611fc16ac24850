package io.calling.media;

import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.Network;

/** A network whose clock runs fast by so many millionths, or slow, from now on. */
final class SkewedClock extends ForwardingNetwork {
    private final Network network;
    private final int millionths;
    private final long startNanos;

    SkewedClock(Network network, int millionths) {
        super(network);
        this.network = network;
        this.millionths = millionths;
        this.startNanos = network.nanoTime();
    }

    @Override
    public long nanoTime() {
        long now = network.nanoTime();
        return now + (now - startNanos) / 1_000_000 * millionths;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        return network.schedule(delayNanos - delayNanos * millionths / 1_000_000, task);
    }
}
