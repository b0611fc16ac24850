package io.calling.audio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the devices that are there is to be used: the one that was chosen, or the system's first
 * choice; not one that has just failed. Pure; time is counted in looks.
 */
final class DeviceChoice {
    /** Looks after which a device that failed is tried again though it never went away. */
    static final int LOOKS_AFTER_FAILURE = 30;

    private final Map<AudioDevice, Integer> failed = new HashMap<>();
    private @Nullable AudioDevice wanted;

    DeviceChoice(Optional<AudioDevice> wanted) {
        this.wanted = wanted.orElse(null);
    }

    void want(AudioDevice device) {
        wanted = device;
        failed.remove(device);
    }

    /** It could not be opened, or gives and takes nothing any more. */
    void onFailure(AudioDevice device) {
        failed.put(device, LOOKS_AFTER_FAILURE);
    }

    /** Whether it has not just failed. */
    boolean isFit(AudioDevice device) {
        return !failed.containsKey(device);
    }

    /**
     * Looks anew.
     *
     * @param current what is used and works, if anything does
     */
    Optional<AudioDevice> look(List<AudioDevice> there, @Nullable AudioDevice current) {
        failed.replaceAll((device, looks) -> looks - 1);
        failed.entrySet().removeIf(e -> e.getValue() <= 0 || !there.contains(e.getKey()));
        AudioDevice chosen = wanted;
        if (chosen != null && there.contains(chosen) && !failed.containsKey(chosen)) {
            // One that was plugged in again goes by the same name, and is another to the system.
            return Optional.of(there.get(there.indexOf(chosen)));
        }
        if (current != null && there.contains(current) && !failed.containsKey(current)) {
            return Optional.of(current);
        }
        return there.stream().filter(device -> !failed.containsKey(device)).findFirst();
    }
}
