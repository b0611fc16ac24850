package io.calling.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.calling.testkit.architecture.Edges.Deed;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing opens a socket, starts a thread, reads a clock or asks a resolver but the edge classes.
 */
class EdgesTest {
    private static final Set<String> SOCKET_CLASSES =
            Set.of(
                    "java.net.Socket",
                    "java.net.ServerSocket",
                    "java.net.DatagramSocket",
                    "java.net.MulticastSocket",
                    "java.net.http.HttpClient",
                    "java.nio.channels.DatagramChannel",
                    "java.nio.channels.SocketChannel",
                    "java.nio.channels.ServerSocketChannel",
                    "java.nio.channels.AsynchronousSocketChannel",
                    "java.nio.channels.Selector");
    private static final Set<String> OPENERS =
            Set.of("<init>", "open", "newHttpClient", "newBuilder", "openConnection");
    private static final Set<String> THREAD_CLASSES =
            Set.of(
                    "java.lang.Thread",
                    "java.util.Timer",
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ForkJoinPool");
    private static final Set<String> LOOK_UPS =
            Set.of(
                    "getByName",
                    "getAllByName",
                    "getLocalHost",
                    "getHostName",
                    "getCanonicalHostName");
    private static final Set<String> RANDOM_CLASSES =
            Set.of("java.security.SecureRandom", "java.util.concurrent.ThreadLocalRandom");

    private static JavaClasses classes;

    @BeforeAll
    static void readAllModules() {
        classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.calling");
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void onlyEdgeClassesDoIt(Deed deed) {
        List<String> offences =
                doersOf(deed)
                        .filter(access -> !Edges.mayDo(access.getOriginOwner().getName(), deed))
                        .map(JavaAccess::getDescription)
                        .toList();
        assertThat(offences).isEmpty();
    }

    @Test
    void eachPermitIsNeeded() {
        Set<String> unneeded = new TreeSet<>();
        Edges.ALL.forEach(
                (name, permit) ->
                        permit.deeds().stream()
                                .filter(deed -> !isDoneIn(name, deed))
                                .forEach(deed -> unneeded.add(name + " " + deed)));
        assertThat(unneeded).isEmpty();
    }

    private static boolean isDoneIn(String name, Deed deed) {
        return doersOf(deed)
                .map(access -> access.getOriginOwner().getName())
                .anyMatch(origin -> origin.equals(name) || origin.startsWith(name + "$"));
    }

    private static Stream<JavaAccess<?>> doersOf(Deed deed) {
        return classes.stream()
                .flatMap((JavaClass c) -> c.getAccessesFromSelf().stream())
                .filter(access -> isA(deed, access));
    }

    private static boolean isA(Deed deed, JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (deed) {
            case SOCKETS -> SOCKET_CLASSES.contains(owner) && OPENERS.contains(name);
            case THREADS -> startsThread(owner, name);
            case CLOCKS -> readsClock(access, owner, name);
            case NAMES -> looksUp(access, owner, name);
            case RANDOMNESS -> drawsRandomness(access, owner, name);
            case INTERFACES ->
                    owner.equals("java.net.NetworkInterface") && name.startsWith("get")
                            || owner.equals("java.net.NetworkInterface")
                                    && name.equals("networkInterfaces");
        };
    }

    private static boolean startsThread(String owner, String name) {
        return THREAD_CLASSES.contains(owner)
                        && (name.equals("<init>") || name.equals("commonPool"))
                || owner.equals("java.util.concurrent.Executors")
                || owner.equals("java.util.concurrent.CompletableFuture") && name.endsWith("Async")
                || owner.equals("java.lang.Thread") && name.equals("sleep");
    }

    private static boolean readsClock(JavaAccess<?> access, String owner, String name) {
        return switch (owner) {
            case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
            case "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalDateTime",
                    "java.time.ZonedDateTime",
                    "java.time.OffsetDateTime" ->
                    name.equals("now");
            case "java.time.Clock" -> name.startsWith("system");
            case "java.util.Date" -> access.getTarget().getFullName().endsWith("<init>()");
            default -> false;
        };
    }

    private static boolean looksUp(JavaAccess<?> access, String owner, String name) {
        boolean byName = owner.startsWith("java.net.Inet") && LOOK_UPS.contains(name);
        boolean inConstructor =
                owner.equals("java.net.InetSocketAddress")
                        && name.equals("<init>")
                        && access.getTarget().getFullName().contains("(java.lang.String");
        return byName || inConstructor;
    }

    private static boolean drawsRandomness(JavaAccess<?> access, String owner, String name) {
        boolean unseeded =
                (owner.equals("java.util.Random") || owner.equals("java.util.SplittableRandom"))
                        && access.getTarget().getFullName().endsWith("<init>()");
        boolean made =
                RANDOM_CLASSES.contains(owner)
                        && (name.equals("<init>")
                                || name.startsWith("getInstance")
                                || name.equals("current"));
        return unseeded
                || made && !isSubclassConstructor(access)
                || owner.equals("java.lang.Math") && name.equals("random")
                || owner.equals("java.util.UUID") && name.equals("randomUUID");
    }

    // A subclass that draws from the Network port calls SecureRandom's constructor, and no entropy.
    private static boolean isSubclassConstructor(JavaAccess<?> access) {
        return access.getOriginOwner().isAssignableTo(access.getTargetOwner().getName())
                && access.getOrigin().getName().equals("<init>");
    }
}
