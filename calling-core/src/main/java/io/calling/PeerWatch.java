package io.calling;

import io.calling.ice.net.Network;
import java.time.Duration;

/**
 * Notices that the peer has fallen silent: for a while there came neither a packet that only it can
 * have protected, nor its consent to ours. On the loop.
 */
final class PeerWatch implements AutoCloseable {
    /** Where nothing else flows there is consent, every six seconds at most (RFC 7675, 5.1). */
    static final Duration SILENCE = Duration.ofSeconds(7);

    /** A loop that stood still, or slept, hears first what came meanwhile. */
    private static final Duration DOUBT = Duration.ofMillis(250);

    /** Said again as long as it lasts: a path that was found meanwhile may be as silent. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Network network;
    private final Runnable onSilence;
    private final Network.Alarm timer;
    private boolean started;
    private long lastNanos;
    private boolean doubted;
    private boolean silent;

    PeerWatch(Network network, Runnable onSilence) {
        this.network = network;
        this.onSilence = onSilence;
        this.timer = network.alarm(this::look);
    }

    /** The peer is expected to say something from now on. */
    void start() {
        started = true;
        lastNanos = network.nanoTime();
        after(SILENCE);
    }

    /**
     * The peer said something. Allocates nothing.
     *
     * @return whether it had been silent
     */
    boolean heard() {
        lastNanos = network.nanoTime();
        boolean was = silent;
        silent = false;
        return was;
    }

    /** For how long it has said nothing; zero before the start. */
    Duration silence() {
        return started ? Duration.ofNanos(network.nanoTime() - lastNanos) : Duration.ZERO;
    }

    private void after(Duration delay) {
        timer.set(delay.toNanos());
    }

    private void look() {
        Duration silence = silence();
        if (silence.compareTo(SILENCE) < 0) {
            doubted = false;
            after(SILENCE.minus(silence));
        } else if (!doubted) {
            doubted = true;
            after(DOUBT);
        } else {
            silent = true;
            after(AGAIN);
            onSilence.run();
        }
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
