package io.calling.ice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets of this process and the threads of this library, before and after a test. */
public final class OpenResources {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static {
        warmUp();
    }

    private final Set<String> sockets = sockets();
    private final Set<Long> threads = threads();

    private OpenResources() {}

    /** The JDK opens one socket of its own, once, with which it marks others as closing. */
    private static void warmUp() {
        try (ServerSocket server = new ServerSocket(0);
                SocketChannel client = SocketChannel.open(server.getLocalSocketAddress());
                Socket accepted = server.accept()) {
            accepted.shutdownOutput();
            client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is open now. */
    public static OpenResources now() {
        return new OpenResources();
    }

    /** Fails unless, soon, nothing is open that was not open then. */
    public void assertNothingAdded() {
        Await.until(
                "sockets and threads are closed",
                () -> sockets.containsAll(sockets()) && threads.containsAll(threads()));
    }

    private static Set<Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("calling-"))
                .map(Thread::getId)
                .collect(Collectors.toSet());
    }

    /** The inode of each open socket; empty where the system has no /proc. */
    private static Set<String> sockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return Set.of();
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            Set<String> found = new TreeSet<>();
            descriptors.forEach(descriptor -> addSocket(descriptor, found));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addSocket(Path descriptor, Set<String> found) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            if (target.startsWith("socket:")) {
                found.add(target);
            }
        } catch (IOException e) {
            // closed since it was listed
        }
    }
}
