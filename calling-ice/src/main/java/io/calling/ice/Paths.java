package io.calling.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The paths that are proved, the one in use, and why it is that one. Owned by the loop. */
final class Paths {
    private final List<Path> proved = new ArrayList<>();
    private @Nullable Path selected;
    private boolean nominated;
    private long nomination;

    /** The proved path between two addresses, or null. Allocates nothing. */
    @Nullable Path between(Base base, InetSocketAddress remote) {
        for (int i = 0; i < proved.size(); i++) {
            if (proved.get(i).joins(base, remote)) {
                return proved.get(i);
            }
        }
        return null;
    }

    void prove(Path path) {
        proved.add(path);
    }

    @Nullable Path selected() {
        return selected;
    }

    /** Takes a path into use where there is none; a nomination may change it. */
    boolean selectFirst(Path path) {
        if (selected != null) {
            return false;
        }
        selected = path;
        return true;
    }

    /**
     * The controlling side chose a path. The first choice holds, until a better one comes: a
     * greater value of renomination, or, from peers that nominate whatever works (RFC 5245,
     * aggressive), a higher priority.
     *
     * @return whether the path in use is another one now
     */
    boolean nominate(Path path, long value, boolean weControl) {
        boolean better =
                !nominated
                        || selected == null
                        || value > nomination
                        || value == nomination
                                && path.priority(weControl) > selected.priority(weControl);
        if (!better) {
            return false;
        }
        boolean changed = path != selected;
        nominated = true;
        nomination = value;
        selected = path;
        return changed;
    }

    /** A value that beats every choice so far. */
    long nextNomination() {
        return nomination + 1;
    }

    /** Whether the controlling side has chosen. */
    boolean isNominated() {
        return nominated;
    }

    /** Uses another path until the controlling side chooses again. */
    void move(Path path) {
        selected = path;
        nominated = false;
    }

    /** How many are proved. */
    int size() {
        return proved.size();
    }

    /** Forgets the paths from a base that is gone. */
    void removeBase(Base base) {
        proved.removeIf(path -> path.base() == base);
        if (selected != null && selected.base() == base) {
            dropSelected();
        }
    }

    /** Forgets the path in use, as it does not work any more. */
    void dropSelected() {
        proved.remove(selected);
        selected = null;
        nominated = false;
    }

    /**
     * Another path that the peer consents to, or null: one that shares neither end with the path in
     * use, where there is one. Allocates nothing.
     */
    @Nullable Path standby(long nowNanos) {
        Path best = null;
        for (int i = 0; i < proved.size(); i++) {
            Path path = proved.get(i);
            if (path != selected
                    && path.hasConsent(nowNanos)
                    && (best == null || sharedEnds(path) < sharedEnds(best))) {
                best = path;
            }
        }
        return best;
    }

    /** The first of those to fall back on, by what they share with the path in use. */
    List<Path> standbys(long nowNanos, int limit) {
        return others(nowNanos).stream()
                .sorted(Comparator.comparingInt(this::sharedEnds))
                .limit(limit)
                .toList();
    }

    private int sharedEnds(Path path) {
        if (selected == null) {
            return 0;
        }
        InetSocketAddress inUse = selected.remote().address();
        InetSocketAddress other = path.remote().address();
        return (path.base() == selected.base() ? 2 : 0)
                + (other.equals(inUse) ? 1 : 0)
                + (other.getAddress().equals(inUse.getAddress()) ? 1 : 0);
    }

    /** All other paths that the peer consents to. */
    List<Path> others(long nowNanos) {
        return proved.stream()
                .filter(path -> path != selected && path.hasConsent(nowNanos))
                .toList();
    }
}
