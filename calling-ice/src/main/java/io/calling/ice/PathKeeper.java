package io.calling.ice;

import io.calling.ice.net.Network;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a call on a path that works: takes the first that is proved, follows the choice of the
 * controlling side, follows the peer when it has moved, and falls back when a path falls silent or
 * its base is gone. Owned by the loop.
 */
final class PathKeeper implements AutoCloseable {
    /** How often silence is noticed: twice this and one round trip is the longest gap. */
    private static final long TICK_NANOS = Duration.ofMillis(500).toNanos();

    /** The peer has moved when it is heard elsewhere, and not here, for so long. */
    private static final long MOVED_NANOS = Duration.ofMillis(500).toNanos();

    /** What it decides, and what it needs. */
    interface Owner {
        /** Asks on a path once; the task runs if the answer comes. */
        void ask(Path path, Runnable answered);

        /**
         * Chooses a path, as the controlling side, or with 0 only asks, again and again for a
         * while; the task runs if the answer comes.
         */
        void choose(Path path, long nomination, Runnable answered);

        /** Whether our side chooses. */
        boolean weControl();

        /** Datagrams go this way from now on. */
        void onSelected(Path path);

        /** There is no path; another one may be found. */
        void onInterrupted();

        /** The peer answered, and consents. */
        void onConsent();

        /** The peer does not consent any more. */
        void onConsentLost();
    }

    private final Network network;
    private final Owner owner;
    private final Paths paths = new Paths();
    private final Consent consent;
    private final Network.Alarm ticker;
    private boolean watching;
    private boolean heard;
    private boolean received;
    private boolean flowing;
    private final Set<Base> silent = new HashSet<>();
    private @Nullable Path elsewhere;
    private long elsewhereSinceNanos;

    PathKeeper(Network network, Owner owner) {
        this.network = network;
        this.owner = owner;
        this.consent = new Consent(network, paths, owner::ask, this::onConsentExpired);
        this.ticker = network.alarm(this::tick);
    }

    @Nullable Path between(Base base, InetSocketAddress remote) {
        return paths.between(base, remote);
    }

    @Nullable Path selected() {
        return paths.selected();
    }

    int proved() {
        return paths.size();
    }

    boolean isNominated() {
        return paths.isNominated();
    }

    /** A check of ours was answered on a path that is new. */
    void onProved(Path path) {
        paths.prove(path);
        grant(path);
        if (paths.selectFirst(path)) {
            select(path);
        } else if (isOnSilentBase(paths.selected()) && !isOnSilentBase(path)) {
            move(path);
        } else if (owner.weControl() && isUpgrade(path)) {
            choose(path);
        }
        watch();
    }

    private boolean isOnSilentBase(@Nullable Path path) {
        return path != null && silent.contains(path.base());
    }

    /**
     * The relay behind a base says nothing, or speaks again.
     *
     * @return whether the path in use still is that way
     */
    boolean onSilence(Base base, boolean isSilent) {
        if (isSilent) {
            silent.add(base);
        } else {
            silent.remove(base);
        }
        Path speaking = isOnSilentBase(paths.selected()) ? speaking() : null;
        if (speaking != null) {
            move(speaking);
        }
        return isOnSilentBase(paths.selected());
    }

    /** A path to fall back on whose relay says something, or null. */
    private @Nullable Path speaking() {
        Path standby = paths.standby(network.nanoTime());
        if (!isOnSilentBase(standby)) {
            return standby;
        }
        return paths.others(network.nanoTime()).stream()
                .filter(path -> !isOnSilentBase(path))
                .findFirst()
                .orElse(null);
    }

    /** Relayed first, direct as soon as that is proved (and permitted, or there were no path). */
    private boolean isUpgrade(Path path) {
        Path current = paths.selected();
        return current != null && paths.isNominated() && !path.isRelayed() && current.isRelayed();
    }

    /** A direct path may have been proved before anything was chosen. */
    private void upgrade() {
        for (Path path : paths.others(network.nanoTime())) {
            if (isUpgrade(path)) {
                choose(path);
                return;
            }
        }
    }

    private void choose(Path path) {
        long value = paths.nextNomination();
        owner.choose(path, value, () -> onChosen(path, value));
    }

    /** A question of ours that chose a path was answered. */
    private void onChosen(Path path, long value) {
        grant(path);
        nominate(path, value);
    }

    /**
     * The controlling side chose a path. That is no consent: its question may be one of long ago,
     * sent once more by somebody else. So a path that has none is asked first.
     */
    void onNominated(Path path, long value) {
        if (path.hasConsent(network.nanoTime())) {
            nominate(path, value);
        } else {
            owner.choose(path, 0, () -> onChosen(path, value));
        }
    }

    private void nominate(Path path, long value) {
        if (paths.nominate(path, value, owner.weControl())) {
            select(path);
        }
        if (owner.weControl()) {
            upgrade();
        }
    }

    private void select(Path path) {
        heard = false;
        flowing = false;
        elsewhere = null;
        path.base().prefer(path.remote().address());
        consent.watchSelected();
        owner.onSelected(path);
    }

    /** A datagram of the peer's came on a proved path. Allocates nothing. */
    void onHeard(Path path) {
        if (path == paths.selected()) {
            heard = true;
            received = true;
        } else {
            onHeardElsewhere(path);
        }
    }

    private void onHeardElsewhere(Path path) {
        long now = network.nanoTime();
        if (path != elsewhere) {
            elsewhere = path;
            elsewhereSinceNanos = now;
            heard = false;
        } else if (now - elsewhereSinceNanos > MOVED_NANOS) {
            elsewhere = null;
            if (!heard) {
                follow(path);
            }
        }
    }

    /** Anybody can forge where a datagram came from: without consent the peer is asked. */
    private void follow(Path path) {
        if (path.hasConsent(network.nanoTime())) {
            move(path);
        } else {
            owner.ask(path, () -> onFollowed(path));
        }
    }

    private void onFollowed(Path path) {
        grant(path);
        if (path != paths.selected() && !heard) {
            move(path);
        }
    }

    private void move(Path path) {
        paths.move(path);
        select(path);
        flowing = true; // so that silence here is noticed too
        if (owner.weControl()) {
            choose(path);
        }
    }

    /** The network may be another one: whether the path in use still works is asked at once. */
    void onNetworkChanged() {
        Path current = paths.selected();
        if (current != null) {
            heard = false;
            flowing = true;
            suspect(current);
        }
    }

    /** A base is gone, and all paths from it. */
    void onBaseLost(Base base) {
        boolean inUse = paths.selected() != null && paths.selected().base() == base;
        silent.remove(base);
        paths.removeBase(base);
        if (inUse) {
            fallBack();
        }
    }

    private void fallBack() {
        Path standby = paths.standby(network.nanoTime());
        if (standby == null) {
            consent.pause();
            owner.onInterrupted();
        } else {
            move(standby);
        }
    }

    private void grant(Path path) {
        consent.grant(path);
        owner.onConsent();
    }

    private void onConsentExpired() {
        paths.dropSelected();
        Path standby = paths.standby(network.nanoTime());
        if (standby == null) {
            owner.onConsentLost();
        } else {
            move(standby);
        }
    }

    /** Silence is watched for only where there is another way. */
    private void watch() {
        if (!watching && paths.standby(network.nanoTime()) != null) {
            watching = true;
            ticker.set(TICK_NANOS);
        }
    }

    private void tick() {
        watching = false;
        Path current = paths.selected();
        if (current != null && flowing && !heard) {
            suspect(current);
        } else {
            flowing = received;
        }
        heard = false;
        received = false;
        watch();
    }

    /** Datagrams came, and stopped: whichever path answers first is the one. */
    private void suspect(Path current) {
        owner.ask(
                current,
                () -> {
                    grant(current);
                    if (current == paths.selected()) {
                        heard = true;
                        flowing = false; // the path is well, the peer has nothing to say
                    }
                });
        for (Path other : paths.others(network.nanoTime())) {
            owner.ask(other, () -> replace(current, other));
        }
    }

    private void replace(Path suspected, Path other) {
        grant(other);
        if (suspected == paths.selected() && !heard) {
            move(other);
        }
    }

    @Override
    public void close() {
        consent.close();
        ticker.cancel();
    }
}
