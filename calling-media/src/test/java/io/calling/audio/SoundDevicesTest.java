package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.audio.SoundDevices.HotLoudspeaker;
import io.calling.audio.SoundDevices.HotMicrophone;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices that are plugged in and out, as {@code javax.sound} sees them. */
class SoundDevicesTest {
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final short[] pcm = new short[960];

    @AfterEach
    void tidy() {
        FakeSound.unplugAll();
    }

    private static AudioDevice found(List<AudioDevice> devices, String name) {
        return devices.stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String next() throws InterruptedException {
        String words = said.poll(30, TimeUnit.SECONDS);
        assertThat(words).as("something is said").isNotNull();
        return words;
    }

    @Test
    void aMicrophoneThatIsPulledOutIsToldAndUsedAgainWhenItIsBack() throws Exception {
        FakeSound.Device headset = FakeSound.plugIn("Headset of a test");
        FakeSound.plugIn("Webcam of a test");
        AudioDevice chosen = found(AudioDevice.microphones(), "Headset of a test");
        try (SoundDevices devices = SoundDevices.watch();
                HotMicrophone microphone =
                        devices.microphone(Optional.of(chosen), n -> said.add(n.words()))) {
            assertThat(next()).isEqualTo("The microphone is Headset of a test");
            assertThat(microphone.read(pcm, 0, 960)).isEqualTo(960);
            assertThat(microphone.level()).isBetween(-50.0, -30.0);

            FakeSound.unplug(headset);
            assertThat(next()).startsWith("The microphone Headset of a test is gone; ");
            assertThat(headset.log()).contains("microphone start", "microphone close");

            FakeSound.plugIn("Headset of a test");
            assertThat(next()).isEqualTo("The microphone is Headset of a test");
            assertThat(microphone.read(pcm, 0, 960)).isEqualTo(960);
        }
    }

    @Test
    void aLoudspeakerThatPlaysNothingAnyMoreIsReplacedThoughItIsListed() throws Exception {
        FakeSound.Device headset = FakeSound.plugIn("Headset of a test");
        FakeSound.plugIn("Screen of a test");
        AudioDevice chosen = found(AudioDevice.loudspeakers(), "Headset of a test");
        try (SoundDevices devices = SoundDevices.watch();
                HotLoudspeaker loudspeaker =
                        devices.loudspeaker(Optional.of(chosen), n -> said.add(n.words()))) {
            assertThat(next()).isEqualTo("The loudspeaker is Headset of a test");
            headset.fallDumb();
            for (int i = 0; i < 200; i++) {
                loudspeaker.write(pcm, 0, 960);
            }
            assertThat(next()).startsWith("The loudspeaker Headset of a test is gone; ");
            loudspeaker.choose(found(AudioDevice.loudspeakers(), "Screen of a test"));
        }
        assertThat(headset.log()).contains("loudspeaker close");
    }

    @Test
    void devicesAreListedUnderTheirNames() {
        FakeSound.plugIn("Headset of a test");
        AudioDevice device = found(AudioDevice.microphones(), "Headset of a test");

        assertThat(device).hasToString("Headset of a test");
        assertThat(device).isEqualTo(found(AudioDevice.loudspeakers(), "Headset of a test"));
        FakeSound.unplugAll();
        assertThat(AudioDevice.microphones()).doesNotContain(device);
    }

    @Test
    void afterClosingNoDeviceIsLeftOpenAndNoThread() throws Exception {
        FakeSound.Device headset = FakeSound.plugIn("Headset of a test");
        AudioDevice chosen = found(AudioDevice.microphones(), "Headset of a test");
        SoundDevices devices = SoundDevices.watch();
        HotMicrophone microphone =
                devices.microphone(Optional.of(chosen), n -> said.add(n.words()));
        next();
        devices.close();
        microphone.close();

        assertThat(headset.log()).contains("microphone close");
        assertThat(microphone.read(pcm, 0, 960)).isZero();
        assertThat(microphone.level()).isEqualTo(-100);
        Thread watcher =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("calling-sound-devices"))
                        .findFirst()
                        .orElse(null);
        if (watcher != null) {
            watcher.join(30_000);
            assertThat(watcher.isAlive()).isFalse();
        }
    }
}
