package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusWarmUpTest {
    private static final long PATIENCE_MILLIS = 60_000;

    @Test
    void itHappensOnceAndLeavesNoThread() throws Exception {
        OpusCodec.warmUp();
        Thread warming = OpusWarmUp.begin();
        warming.join(PATIENCE_MILLIS);

        assertThat(warming.getState()).isEqualTo(Thread.State.TERMINATED);
        assertThat(warming.isDaemon()).isTrue();
        OpusCodec.speech();
        assertThat(OpusWarmUp.begin()).isSameAs(warming);
    }

    /** In classes of their own, which nothing has warmed yet. */
    @ParameterizedTest
    @CsvSource({"OpusCodec, speech", "AudioDevice, microphones", "SoundDevices, watch"})
    void whoeverWillWantSoundBeginsIt(String type, String method) throws Exception {
        try (FreshClasses fresh = new FreshClasses()) {
            assertThat(fresh.warming()).isEmpty();
            Object made = fresh.call(type, method);
            Optional<Thread> warming = fresh.warming();
            if (made instanceof AutoCloseable closeable) {
                closeable.close();
            }

            assertThat(warming).isPresent();
            warming.orElseThrow().join(PATIENCE_MILLIS);
        }
    }

    @Test
    void whatWantsNoSoundDoesNotBeginIt() throws Exception {
        try (FreshClasses fresh = new FreshClasses()) {
            fresh.call("OpusCodec", "builder");

            assertThat(fresh.warming()).isEmpty();
        }
    }

    /** The codecs' classes once more. */
    private static final class FreshClasses extends URLClassLoader {
        FreshClasses() {
            super(
                    new URL[] {OpusCodec.class.getProtectionDomain().getCodeSource().getLocation()},
                    OpusWarmUpTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.calling.audio.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        Object call(String type, String method) throws ReflectiveOperationException {
            Method found = loadClass("io.calling.audio." + type).getDeclaredMethod(method);
            found.setAccessible(true);
            return found.invoke(null);
        }

        Optional<Thread> warming() throws ReflectiveOperationException {
            return Optional.ofNullable((Thread) call("OpusWarmUp", "begun"));
        }
    }
}
