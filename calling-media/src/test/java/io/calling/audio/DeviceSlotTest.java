package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.audio.AudioDeviceException.Problem;
import io.calling.audio.DeviceNotice.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sound.sampled.Mixer;
import org.junit.jupiter.api.Test;

/** Which device is in use while they come and go. */
class DeviceSlotTest {
    private static final AudioDevice BUILT_IN = device("Built-in");
    private static final AudioDevice HEADSET = device("Headset");

    private final List<String> said = new ArrayList<>();
    private final List<Device> opened = new ArrayList<>();
    private final Set<AudioDevice> taken = new HashSet<>();

    private static final class Device implements AutoCloseable {
        private final AudioDevice which;
        private boolean dead;
        private boolean closed;

        private Device(AudioDevice which) {
            this.which = which;
        }

        @Override
        public void close() {
            closed = true;
            if (dead) {
                throw new IllegalStateException("nothing there to close");
            }
        }
    }

    private static AudioDevice device(String name) {
        return new AudioDevice(new Mixer.Info(name, "Nobody", "Made up", "1") {});
    }

    private DeviceSlot<Device> slot(AudioDevice chosen) {
        return new DeviceSlot<>(
                Kind.MICROPHONE,
                this::open,
                device -> device.dead,
                Optional.ofNullable(chosen),
                notice -> said.add(notice.words()));
    }

    private Device open(AudioDevice device) throws AudioDeviceException {
        if (taken.contains(device)) {
            throw new AudioDeviceException(Problem.UNAVAILABLE, device + " is used by another");
        }
        opened.add(new Device(device));
        return last();
    }

    private Device last() {
        return opened.get(opened.size() - 1);
    }

    @Test
    void withoutAChoiceTheFirstIsUsed() {
        DeviceSlot<Device> slot = slot(null);
        slot.look(List.of(BUILT_IN, HEADSET));
        slot.look(List.of(BUILT_IN, HEADSET));

        assertThat(said).containsExactly("The microphone is Built-in");
        assertThat(opened).hasSize(1);
    }

    @Test
    void whereThereIsNoneThatIsSaidOnceAndTheNextOneIsUsed() {
        DeviceSlot<Device> slot = slot(null);
        slot.look(List.of());
        slot.look(List.of());
        assertThat(slot.open()).isNull();
        slot.look(List.of(HEADSET));

        assertThat(said)
                .containsExactly(
                        "This machine has no microphone that can do 48 kHz:"
                                + " the other side hears silence",
                        "The microphone is Headset");
        assertThat(slot.open()).isSameAs(last());
    }

    @Test
    void theChosenOneIsReplacedWhenItVanishesAndUsedAgainWhenItIsBack() {
        DeviceSlot<Device> slot = slot(HEADSET);
        slot.look(List.of(BUILT_IN, HEADSET));
        Device headset = last();
        slot.look(List.of(BUILT_IN));
        Device builtIn = last();
        slot.look(List.of(BUILT_IN, HEADSET));

        assertThat(said)
                .containsExactly(
                        "The microphone is Headset",
                        "The microphone Headset is gone; Built-in takes over",
                        "The microphone is Headset");
        assertThat(headset.closed).isTrue();
        assertThat(builtIn.closed).isTrue();
        assertThat(last().which).isEqualTo(HEADSET);
        assertThat(last().closed).isFalse();
    }

    @Test
    void theLastOneIsReplacedBySilence() {
        DeviceSlot<Device> slot = slot(null);
        slot.look(List.of(BUILT_IN));
        slot.look(List.of());

        assertThat(said.get(1))
                .isEqualTo(
                        "The microphone Built-in is gone, and there is no other:"
                                + " the other side hears silence");
        assertThat(slot.open()).isNull();
    }

    @Test
    void oneThatFallsDumbThoughItIsListedIsReplacedAndTriedAgainLater() {
        DeviceSlot<Device> slot = slot(HEADSET);
        slot.look(List.of(BUILT_IN, HEADSET));
        last().dead = true;
        slot.look(List.of(BUILT_IN, HEADSET));
        assertThat(said.get(1)).isEqualTo("The microphone Headset is gone; Built-in takes over");

        for (int i = 0; i < DeviceChoice.LOOKS_AFTER_FAILURE; i++) {
            slot.look(List.of(BUILT_IN, HEADSET));
        }
        assertThat(last().which).isEqualTo(HEADSET);
    }

    @Test
    void oneThatThrewIsReplaced() {
        DeviceSlot<Device> slot = slot(null);
        slot.look(List.of(BUILT_IN, HEADSET));
        slot.fail();
        slot.look(List.of(BUILT_IN, HEADSET));

        assertThat(last().which).isEqualTo(HEADSET);
    }

    @Test
    void oneThatAnotherProgramHasIsPassedOver() {
        taken.add(HEADSET);
        DeviceSlot<Device> slot = slot(HEADSET);
        slot.look(List.of(HEADSET));
        assertThat(said)
                .containsExactly("Headset is used by another: the other side hears silence");
        slot.look(List.of(BUILT_IN, HEADSET));
        assertThat(last().which).isEqualTo(BUILT_IN);
    }

    @Test
    void theUserMayChooseAnother() {
        DeviceSlot<Device> slot = slot(null);
        slot.look(List.of(BUILT_IN, HEADSET));
        Device first = last();
        slot.want(HEADSET);
        slot.look(List.of(BUILT_IN, HEADSET));

        assertThat(said).containsExactly("The microphone is Built-in", "The microphone is Headset");
        assertThat(first.closed).isTrue();
    }

    @Test
    void nothingIsOpenedOnceItIsClosed() {
        DeviceSlot<Device> slot = slot(null);
        slot.look(List.of(BUILT_IN));
        slot.close();
        slot.close();
        slot.look(List.of(BUILT_IN, HEADSET));

        assertThat(opened).hasSize(1);
        assertThat(last().closed).isTrue();
        assertThat(slot.open()).isNull();
    }
}
