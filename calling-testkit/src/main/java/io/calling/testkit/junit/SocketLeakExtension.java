package io.calling.testkit.junit;

import io.calling.testkit.await.Eventually;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a socket or a selector open, by looking at the process's descriptors.
 * What a test closes in its {@code @AfterEach} counts as closed; sockets get ten seconds to close
 * unless told otherwise. Works where there is a {@code /proc}, as on Linux, and does nothing
 * elsewhere. Not for tests that run at the same time as others.
 */
public final class SocketLeakExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Duration patience;
    private Set<String> before = Set.of();

    /** Looks at the descriptors of this process. */
    public SocketLeakExtension() {
        this(PATIENCE);
    }

    private SocketLeakExtension(Duration patience) {
        this.patience = patience;
    }

    /** The same with another time for sockets to close. */
    public SocketLeakExtension within(Duration time) {
        return new SocketLeakExtension(time);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        openWhatTheProcessKeeps();
        before = openSockets();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!Eventually.holds(patience, () -> newSockets().isEmpty())) {
            throw new AssertionError("descriptors left open: " + newSockets());
        }
    }

    // With its first channel the JDK opens a descriptor that stays for all of the process.
    private static void openWhatTheProcessKeeps() {
        try {
            DatagramChannel.open().close();
        } catch (IOException e) {
            throw new IllegalStateException("no socket can be opened", e);
        }
    }

    private Set<String> newSockets() {
        Set<String> open = openSockets();
        open.removeAll(before);
        return open;
    }

    /** How many sockets and selectors this process has open; 0 where that cannot be known. */
    public static int openNow() {
        return openSockets().size();
    }

    private static Set<String> openSockets() {
        Set<String> sockets = new TreeSet<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return sockets;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                addIfSocket(descriptor, sockets);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the descriptors cannot be read", e);
        }
        return sockets;
    }

    private static void addIfSocket(Path descriptor, Set<String> sockets) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith("socket:")) {
                sockets.add(target);
            } else if (target.equals("anon_inode:[eventpoll]")) {
                sockets.add("selector " + descriptor.getFileName());
            }
        } catch (IOException e) {
            // It was closed while we looked.
        }
    }
}
