package io.calling.examples.privatecall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of this host, without asking a name server for them. */
final class HostNames {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
    private static final int TOO_SHORT_TO_SEARCH = 5;

    private HostNames() {}

    static Set<String> own() {
        Set<String> names = new TreeSet<>();
        Stream.of("HOSTNAME", "COMPUTERNAME").forEach(key -> add(names, System.getenv(key)));
        try {
            add(names, Files.isReadable(LINUX) ? Files.readString(LINUX).strip() : null);
        } catch (IOException e) {
            // Then the environment has to do.
        }
        return names;
    }

    /** Short names, and the one that every host has, stand in other texts by chance. */
    private static void add(Set<String> names, @Nullable String name) {
        if (name != null && name.length() >= TOO_SHORT_TO_SEARCH && !name.equals("localhost")) {
            names.add(name);
        }
    }
}
