package io.calling.audio;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a microphone or loudspeaker.
 *
 * @param kind which of the two
 * @param inUse what is used from now on; nothing where there is none: silence
 * @param words what happened, in a sentence for a person; names no device that was not chosen here
 */
public record DeviceNotice(Kind kind, Optional<AudioDevice> inUse, String words) {
    /** Checks that all is there. */
    public DeviceNotice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(inUse, "inUse");
        Objects.requireNonNull(words, "words");
    }

    /** Microphone or loudspeaker. */
    public enum Kind {
        /** What hears our user. */
        MICROPHONE("microphone", "the other side hears silence"),
        /** What our user hears. */
        LOUDSPEAKER("loudspeaker", "nothing is heard here");

        private final String noun;
        private final String consequence;

        Kind(String noun, String consequence) {
            this.noun = noun;
            this.consequence = consequence;
        }

        String noun() {
            return noun;
        }
    }

    static DeviceNotice uses(Kind kind, AudioDevice device) {
        return new DeviceNotice(kind, Optional.of(device), "The " + kind.noun + " is " + device);
    }

    static DeviceNotice replaced(Kind kind, AudioDevice gone, AudioDevice device) {
        return new DeviceNotice(
                kind,
                Optional.of(device),
                String.format("The %s %s is gone; %s takes over", kind.noun, gone, device));
    }

    static DeviceNotice gone(Kind kind, AudioDevice gone) {
        return new DeviceNotice(
                kind,
                Optional.empty(),
                String.format(
                        "The %s %s is gone, and there is no other: %s",
                        kind.noun, gone, kind.consequence));
    }

    static DeviceNotice absent(Kind kind, String why) {
        return new DeviceNotice(kind, Optional.empty(), why + ": " + kind.consequence);
    }
}
