package io.calling.audio;

import io.calling.audio.DeviceNotice.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Microphones and loudspeakers that may be plugged in and out while they are used. One that
 * vanishes, is taken away or falls dumb is told in words, and another takes its place, or silence;
 * the one that was chosen is used again once it is back. One thread looks every second.
 *
 * <p>That a device stopped working is noticed within two to three seconds where frames last 20 ms.
 * The JDK looks for new ones once a minute, so it may take that long until one that was plugged in
 * is there.
 *
 * <p>One of the few classes with a thread of its own.
 */
public final class SoundDevices implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;

    /** Frames of 20 ms without anything recorded or played: two seconds. */
    private static final int DEAD_AFTER = 100;

    private final List<DeviceSlot<?>> microphones = new CopyOnWriteArrayList<>();
    private final List<DeviceSlot<?>> loudspeakers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;

    private SoundDevices() {
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread made = new Thread(task, "calling-sound-devices");
                            made.setDaemon(true);
                            return made;
                        });
    }

    /** Looks after the devices that are opened here, until it is closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the thread
    public static SoundDevices watch() {
        OpusCodec.warmUp();
        SoundDevices devices = new SoundDevices();
        devices.thread.scheduleWithFixedDelay(
                devices::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return devices;
    }

    /**
     * A microphone for one call. Capture begins here, so call this when the user has accepted.
     * Where there is none, silence is heard until there is one.
     *
     * @param chosen by the user; otherwise the system's first choice
     * @param listener told which one is used, and each change, on a thread of this class
     */
    public HotMicrophone microphone(
            Optional<AudioDevice> chosen, Consumer<? super DeviceNotice> listener) {
        DeviceSlot<Microphone> slot =
                new DeviceSlot<>(
                        Kind.MICROPHONE,
                        Microphone::open,
                        open -> open.emptyReads() > DEAD_AFTER,
                        chosen,
                        listener);
        begin(slot, microphones);
        return new HotMicrophone(slot, () -> microphones.remove(slot), this::lookSoon);
    }

    /**
     * A loudspeaker for one call. Where there is none, nothing is heard until there is one.
     *
     * @param chosen by the user; otherwise the system's first choice
     * @param listener told which one is used, and each change, on a thread of this class
     */
    public HotLoudspeaker loudspeaker(
            Optional<AudioDevice> chosen, Consumer<? super DeviceNotice> listener) {
        DeviceSlot<Loudspeaker> slot =
                new DeviceSlot<>(
                        Kind.LOUDSPEAKER,
                        Loudspeaker::open,
                        open -> open.refusedWrites() > DEAD_AFTER,
                        chosen,
                        listener);
        begin(slot, loudspeakers);
        return new HotLoudspeaker(slot, () -> loudspeakers.remove(slot), this::lookSoon);
    }

    private void begin(DeviceSlot<?> slot, List<DeviceSlot<?>> slots) {
        slots.add(slot);
        lookSoon();
    }

    private void lookSoon() {
        try {
            thread.execute(this::look);
        } catch (RejectedExecutionException e) {
            // Closed: what is open stays so until its call ends.
        }
    }

    /** On the thread. */
    private void look() {
        look(microphones, AudioDevice::microphones);
        look(loudspeakers, AudioDevice::loudspeakers);
    }

    private static void look(List<DeviceSlot<?>> slots, Supplier<List<AudioDevice>> devices) {
        if (slots.isEmpty()) {
            return;
        }
        List<AudioDevice> there = devices.get();
        for (DeviceSlot<?> slot : slots) {
            try {
                slot.look(there);
            } catch (RuntimeException e) {
                // The application's listener, or a sound system in pieces: the next look may help.
            }
        }
    }

    /** Looks no more; what is open stays so until its call ends. Idempotent. */
    @Override
    public void close() {
        thread.shutdown();
    }

    /** A microphone that may change while it is used. */
    public static final class HotMicrophone implements PcmSource {
        private final DeviceSlot<Microphone> slot;
        private final Runnable forget;
        private final Runnable lookSoon;

        private HotMicrophone(DeviceSlot<Microphone> slot, Runnable forget, Runnable lookSoon) {
            this.slot = slot;
            this.forget = forget;
            this.lookSoon = lookSoon;
        }

        /** The user chooses another. */
        public void choose(AudioDevice device) {
            slot.want(device);
            lookSoon.run();
        }

        /** How loud the last frame was, in decibels of full scale; −100 for silence. */
        public double level() {
            Microphone open = slot.open();
            return open == null ? Level.LEAST : open.level();
        }

        @Override
        public int sampleRate() {
            return OpusCodec.SAMPLE_RATE;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int read(short[] pcm, int offset, int samples) {
            Microphone open = slot.open();
            try {
                return open == null ? 0 : open.read(pcm, offset, samples);
            } catch (RuntimeException e) {
                slot.fail();
                return 0;
            }
        }

        @Override
        public void close() {
            forget.run();
            slot.close();
        }
    }

    /** A loudspeaker that may change while it is used. */
    public static final class HotLoudspeaker implements PcmSink {
        private final DeviceSlot<Loudspeaker> slot;
        private final Runnable forget;
        private final Runnable lookSoon;

        private HotLoudspeaker(DeviceSlot<Loudspeaker> slot, Runnable forget, Runnable lookSoon) {
            this.slot = slot;
            this.forget = forget;
            this.lookSoon = lookSoon;
        }

        /** The user chooses another. */
        public void choose(AudioDevice device) {
            slot.want(device);
            lookSoon.run();
        }

        /** How loud the last frame was, in decibels of full scale; −100 for silence. */
        public double level() {
            Loudspeaker open = slot.open();
            return open == null ? Level.LEAST : open.level();
        }

        @Override
        public void write(short[] pcm, int offset, int samples) {
            Loudspeaker open = slot.open();
            try {
                if (open != null) {
                    open.write(pcm, offset, samples);
                }
            } catch (RuntimeException e) {
                slot.fail();
            }
        }

        @Override
        public void close() {
            forget.run();
            slot.close();
        }
    }
}
