package io.calling.audio;

import io.calling.audio.DeviceNotice.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The place of one microphone or loudspeaker in a call, whichever device is in it. It is looked
 * after by one thread, and used by another.
 *
 * @param <T> what an open device is
 */
final class DeviceSlot<T extends AutoCloseable> implements AutoCloseable {
    private final Kind kind;
    private final Opening<T> opening;
    private final Predicate<T> dead;
    private final Consumer<? super DeviceNotice> listener;
    private final DeviceChoice choice;
    private @Nullable AudioDevice device;
    private @Nullable String told;
    private boolean closed;
    private volatile @Nullable T open;
    private volatile boolean failed;

    /** Opens a device. */
    interface Opening<T> {
        T open(AudioDevice device) throws AudioDeviceException;
    }

    /**
     * @param dead whether an open device gives or takes nothing any more
     */
    DeviceSlot(
            Kind kind,
            Opening<T> opening,
            Predicate<T> dead,
            Optional<AudioDevice> wanted,
            Consumer<? super DeviceNotice> listener) {
        this.kind = kind;
        this.opening = opening;
        this.dead = dead;
        this.choice = new DeviceChoice(wanted);
        this.listener = listener;
    }

    /** What is in use; null for silence. From any thread. */
    @Nullable T open() {
        return open;
    }

    /** Using it threw. From any thread. */
    void fail() {
        failed = true;
    }

    synchronized void want(AudioDevice wanted) {
        choice.want(wanted);
    }

    /** Looks whether the right device is in use, and changes it where not. */
    void look(List<AudioDevice> there) {
        Optional<DeviceNotice> notice = lookAndChange(there);
        notice.ifPresent(this::tell);
    }

    private void tell(DeviceNotice notice) {
        if (!notice.words().equals(told)) {
            told = notice.words();
            listener.accept(notice);
        }
    }

    private synchronized Optional<DeviceNotice> lookAndChange(List<AudioDevice> there) {
        AudioDevice before = device;
        T used = open;
        if (closed) {
            return Optional.empty();
        }
        if (used != null && before != null && (failed || dead.test(used))) {
            choice.onFailure(before);
            release();
        }
        AudioDevice kept = device;
        Optional<AudioDevice> next = choice.look(there, kept);
        if (kept != null && next.isPresent() && next.get().equals(kept)) {
            return Optional.empty();
        }
        release();
        String why = "This machine has no " + kind.noun() + " that can do 48 kHz";
        while (next.isPresent()) {
            try {
                open = opening.open(next.get());
                device = next.get();
                return Optional.of(began(before, next.get(), there));
            } catch (AudioDeviceException e) {
                why = String.valueOf(e.getMessage());
                choice.onFailure(next.get());
                next = choice.look(there, null);
            }
        }
        return Optional.of(
                before == null ? DeviceNotice.absent(kind, why) : DeviceNotice.gone(kind, before));
    }

    /** A device that is still there was left because another was chosen. */
    private DeviceNotice began(
            @Nullable AudioDevice before, AudioDevice now, List<AudioDevice> there) {
        if (before != null && (!there.contains(before) || !choice.isFit(before))) {
            return DeviceNotice.replaced(kind, before, now);
        }
        return DeviceNotice.uses(kind, now);
    }

    private void release() {
        T leaving = open;
        open = null;
        device = null;
        failed = false;
        if (leaving != null) {
            try {
                leaving.close();
            } catch (Exception e) {
                // It is gone, and so is what it held.
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
    }
}
