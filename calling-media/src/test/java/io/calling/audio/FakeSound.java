package io.calling.audio;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import javax.sound.sampled.spi.MixerProvider;

/**
 * Sound devices that tests plug in and out, for {@code javax.sound} to find: each hears a quiet
 * noise for ever, and has room for all that is played. Found through META-INF/services.
 */
public final class FakeSound extends MixerProvider {
    private static final List<Device> PLUGGED = new CopyOnWriteArrayList<>();

    /** One device, which is microphone and loudspeaker. */
    static final class Device extends Mixer.Info {
        private final List<String> log = new CopyOnWriteArrayList<>();
        private volatile boolean dumb;

        private Device(String name) {
            super(name, "Nobody", "Made up", "1");
        }

        /** It is listed, and neither records nor plays any more. */
        void fallDumb() {
            dumb = true;
        }

        /** What was done with its lines. */
        List<String> log() {
            return log;
        }
    }

    static Device plugIn(String name) {
        Device device = new Device(name);
        PLUGGED.add(device);
        return device;
    }

    static void unplug(Device device) {
        device.dumb = true;
        PLUGGED.remove(device);
    }

    static void unplugAll() {
        PLUGGED.clear();
    }

    @Override
    public Mixer.Info[] getMixerInfo() {
        return PLUGGED.toArray(Mixer.Info[]::new);
    }

    @Override
    public Mixer getMixer(Mixer.Info info) {
        if (info instanceof Device device) {
            return proxy(Mixer.class, mixer(device));
        }
        throw new IllegalArgumentException("not one of these");
    }

    private static InvocationHandler mixer(Device device) {
        return (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "getMixerInfo" -> device;
                    case "isLineSupported" -> true;
                    case "getLine" ->
                            ((DataLine.Info) arguments[0]).getLineClass() == TargetDataLine.class
                                    ? proxy(TargetDataLine.class, microphone(device))
                                    : proxy(SourceDataLine.class, loudspeaker(device));
                    default -> throw new UnsupportedOperationException(method.getName());
                };
    }

    private static InvocationHandler microphone(Device device) {
        return (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "available" -> device.dumb ? 0 : 2 * 960 * 2;
                    case "read" -> noise(device, (byte[]) arguments[0], (int) arguments[2]);
                    default -> logged(device, "microphone", method.getName());
                };
    }

    private static int noise(Device device, byte[] bytes, int length) {
        for (int i = 1; i < length; i += 2) {
            bytes[i] = (byte) (i % 4);
        }
        return device.dumb ? 0 : length;
    }

    private static InvocationHandler loudspeaker(Device device) {
        return (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "getBufferSize" -> 19_200;
                    case "available" -> device.dumb ? 0 : 19_200 - 2 * 960 * 2;
                    case "write" -> arguments[2];
                    default -> logged(device, "loudspeaker", method.getName());
                };
    }

    private static Object logged(Device device, String what, String method) {
        device.log.add(what + " " + method);
        return null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        FakeSound.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
