package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Loads jitsi-srtp so that it does not find its native library, and takes the JDK's cryptography
 * for everything. Left alone it measures what is there when it starts, and uses OpenSSL for the
 * HMAC in any case.
 */
final class SunJceLoader extends URLClassLoader {
    private static final String NATIVE_LIBRARY = "libjitsisrtp";

    private SunJceLoader() {
        super(classpath(), SunJceLoader.class.getClassLoader());
    }

    private static URL[] classpath() {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        return Arrays.stream(entries).map(SunJceLoader::url).toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** jitsi-srtp on the JDK's ciphers. */
    static SrtpCodec jitsi(SrtpProfile profile) {
        // Not closed: the codec goes on loading classes.
        @SuppressWarnings("resource")
        SunJceLoader loader = new SunJceLoader();
        try {
            loader.loadClass("org.jitsi.srtp.crypto.Aes")
                    .getMethod("setFactoryClassName", String.class)
                    .invoke(null, "SunJCE");
            return (SrtpCodec)
                    loader.loadClass(JitsiSrtp.class.getName())
                            .getConstructor(SrtpProfile.class)
                            .newInstance(profile);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!isOwn(name)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    private static boolean isOwn(String name) {
        return name.startsWith("org.jitsi.") || name.startsWith(JitsiSrtp.class.getName());
    }

    @Override
    public @Nullable URL getResource(String name) {
        return name.contains(NATIVE_LIBRARY) ? null : super.getResource(name);
    }
}
