package io.calling.ice;

import io.calling.ice.net.Network;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer every few seconds whether it still wants our datagrams, on the path in use and on
 * some to fall back on, and ends the sending when it has not said so for half a minute. Owned by
 * the loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7675#section-5.1">RFC 7675, 5.1</a>
 */
final class Consent implements AutoCloseable {
    /**
     * RFC 7675, 5.1: "Consent expires after 30 seconds." A second earlier here: the answer was
     * under way for a while, and by thirty seconds after the peer's last word everything is to be
     * over.
     */
    static final long EXPIRY_NANOS = Duration.ofSeconds(29).toNanos();

    /**
     * One is not enough: where both sides have allocations on the same two relays, the path that
     * shares no end with the one in use may need the same relay as that.
     */
    private static final int MAXIMUM_STANDBYS = 4;

    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final Network network;
    private final Paths paths;
    private final BiConsumer<Path, Runnable> asker;
    private final Network.Alarm question;
    private final Network.Alarm expiry;
    private boolean asking;

    /**
     * Watches over {@code paths}.
     *
     * @param asker asks on a path once, and runs the task if the answer comes
     * @param onExpired told when the path in use has lost its consent
     */
    Consent(Network network, Paths paths, BiConsumer<Path, Runnable> asker, Runnable onExpired) {
        this.network = network;
        this.paths = paths;
        this.asker = asker;
        this.question = network.alarm(this::ask);
        this.expiry = network.alarm(onExpired);
    }

    /** A path was proved just now: that counts as consent. */
    void grant(Path path) {
        path.consentUntil(network.nanoTime() + EXPIRY_NANOS);
        if (path == paths.selected()) {
            watchSelected();
        }
    }

    /** The path in use is another one; its consent is as old as it is. */
    void watchSelected() {
        Path selected = paths.selected();
        long left = selected == null ? 0 : selected.consentNanos(network.nanoTime());
        expiry.set(Math.max(0, left));
        if (!asking) {
            asking = true;
            question.set(nextInterval());
        }
    }

    /** There is no path in use; questions go on when there is. */
    void pause() {
        expiry.cancel();
        question.cancel();
        asking = false;
    }

    private void ask() {
        question.set(nextInterval());
        ask(paths.selected());
        paths.standbys(network.nanoTime(), MAXIMUM_STANDBYS).forEach(this::ask);
    }

    private void ask(@Nullable Path path) {
        if (path != null) {
            asker.accept(path, () -> grant(path));
        }
    }

    /** RFC 7675, 5.1: between 0.8 and 1.2 of the interval, so that nobody can tell when. */
    private long nextInterval() {
        byte[] random = new byte[1];
        network.randomBytes(random);
        return INTERVAL_NANOS / 1000 * (800 + (random[0] & 0xFF) * 400 / 255);
    }

    @Override
    public void close() {
        pause();
    }
}
