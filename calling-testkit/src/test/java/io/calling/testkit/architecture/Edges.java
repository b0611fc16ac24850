package io.calling.testkit.architecture;

import java.util.Map;
import java.util.Set;

/** The few classes in which sockets, threads, clocks, names and randomness begin, and why. */
final class Edges {
    /** What only an edge class may do. */
    enum Deed {
        SOCKETS,
        THREADS,
        CLOCKS,
        NAMES,
        RANDOMNESS,
        INTERFACES
    }

    /**
     * Why a class may.
     *
     * @param reason in words
     * @param deeds what it may do
     */
    record Permit(String reason, Set<Deed> deeds) {}

    private static Permit permit(String reason, Deed... deeds) {
        return new Permit(reason, Set.of(deeds));
    }

    static final Map<String, Permit> ALL =
            Map.ofEntries(
                    Map.entry(
                            "io.calling.ice.net.NioNetwork",
                            permit(
                                    "the real Network: where I/O, time and randomness enter",
                                    Deed.SOCKETS,
                                    Deed.CLOCKS,
                                    Deed.RANDOMNESS,
                                    Deed.INTERFACES)),
                    Map.entry(
                            "io.calling.ice.net.NioLoop",
                            permit(
                                    "the loop of the real Network, and its timers",
                                    Deed.THREADS,
                                    Deed.CLOCKS)),
                    Map.entry(
                            "io.calling.ice.net.NameLookup",
                            permit("looks up the application's own relays", Deed.NAMES)),
                    Map.entry(
                            "io.calling.ice.net.Workers",
                            permit(
                                    "short-lived threads for what must not hold up the loop",
                                    Deed.THREADS)),
                    Map.entry(
                            "io.calling.Worker",
                            permit(
                                    "a thread of an agent for listeners, channel or media",
                                    Deed.THREADS)),
                    Map.entry(
                            "io.calling.srtp.HandshakeThreads",
                            permit(
                                    "Bouncy Castle's handshakes block, so each has a thread",
                                    Deed.THREADS)),
                    Map.entry(
                            "io.calling.srtp.DtlsWorker",
                            permit(
                                    "DTLS serves without the Network port, so it has a thread and a"
                                            + " clock of its own",
                                    Deed.THREADS,
                                    Deed.CLOCKS)),
                    Map.entry(
                            "io.calling.audio.SoundDevices",
                            permit(
                                    "looks for sound devices, which takes long and comes from"
                                            + " nowhere else",
                                    Deed.THREADS)),
                    Map.entry(
                            "io.calling.audio.OpusWarmUp",
                            permit(
                                    "warms Opus once in a process, before there is a network whose"
                                            + " threads and clock it could have",
                                    Deed.THREADS,
                                    Deed.CLOCKS)),
                    Map.entry(
                            "io.calling.testkit.net.RealTimeLoop",
                            permit(
                                    "runs a virtual network in real time",
                                    Deed.THREADS,
                                    Deed.CLOCKS)),
                    Map.entry(
                            "io.calling.testkit.junit.SocketLeakExtension",
                            permit(
                                    "opens and closes one socket, so that what the JDK opens with"
                                            + " its first does not count",
                                    Deed.SOCKETS)),
                    Map.entry(
                            "io.calling.testkit.await.Eventually",
                            permit(
                                    "waits, in tests, for what happens on other threads",
                                    Deed.CLOCKS)));

    private Edges() {}

    static boolean mayDo(String className, Deed deed) {
        int nested = className.indexOf('$');
        String outermost = nested < 0 ? className : className.substring(0, nested);
        Permit permit = ALL.get(outermost);
        return permit != null && permit.deeds().contains(deed);
    }
}
