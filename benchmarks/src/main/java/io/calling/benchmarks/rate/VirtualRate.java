package io.calling.benchmarks.rate;

import io.calling.CallState;
import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.sdp.SdpException;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The same path on the virtual network, between two endpoints of ours with the same camera, relayed
 * as over links, and counted in the same way.
 */
final class VirtualRate implements AutoCloseable {
    private static final String CALLER = "caller";
    private static final String RELAY = "relay";
    private static final int RELAY_PORT = 3_478;
    private static final int HEADER_BYTES = 28;
    private static final Duration STEP = Duration.ofMillis(Course.STEP_MILLIS);
    private static final int STEPS = Course.SECONDS * Course.STEPS_PER_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLS = 4;
    private static final long FIRST_SEED = 11;

    private final RatePath path;
    private final long seed;
    private final VirtualNetwork world;
    private final VirtualHost caller;
    private final VirtualHost callee;
    private final EmbeddedRelay relay;
    private final int[] arrivedBytes = new int[STEPS];
    private final int[] leastQueueMillis = new int[STEPS];
    private final int[] mostQueueMillis = new int[STEPS];

    /** When packets that are on their way left the caller, by their numbers. */
    private final Map<Long, Duration> left = new HashMap<>();

    private Duration seen = Duration.ZERO;

    private VirtualRate(RatePath path, long seed) throws IOException {
        this.path = path;
        this.seed = seed;
        world = VirtualNetwork.on(new TestClock(), seed);
        caller = world.host(CALLER, "192.0.2.17");
        callee = world.host("callee", "198.51.100.17");
        Network network = world.host(RELAY, "203.0.113.9").network();
        relay =
                EmbeddedRelay.builder()
                        .network(network)
                        .listen(new InetSocketAddress(network.localAddresses().get(0), RELAY_PORT))
                        .user("user", "a password for benchmarks")
                        .start();
    }

    /** What we send over this path, in some calls. */
    static Courses of(RatePath path) throws IOException, SdpException {
        List<Course> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            try (VirtualRate run = new VirtualRate(path, FIRST_SEED + i)) {
                calls.add(run.call());
            }
        }
        return new Courses(calls);
    }

    private Course call() throws SdpException {
        caller.link().up(path.first()).down(path.back());
        try (WebRtcEndpoint here = endpoint(caller);
                WebRtcEndpoint there = endpoint(callee)) {
            WebRtcSession session =
                    here.offer(
                            Set.of(MediaKind.VIDEO),
                            tracks -> new Camera(tracks.get(0), caller.network(), seed).start());
            WebRtcSession watching =
                    there.answer(
                            now(session.localDescription()), Set.of(MediaKind.VIDEO), tracks -> {});
            session.accept(now(watching.localDescription()));
            await(() -> session.state() instanceof CallState.Active);
            watch();
        }
        return new Course(
                path,
                Pair.CALLING_CHROMIUM,
                arrivedBytes,
                leastQueueMillis,
                mostQueueMillis,
                Map.of());
    }

    private WebRtcEndpoint endpoint(VirtualHost host) {
        return WebRtcEndpoint.builder()
                .network(host.network())
                .relays(RelayProvider.of(relay.server("user")))
                .executor(Runnable::run)
                .build();
    }

    private String now(CompletionStage<String> description) {
        await(description.toCompletableFuture()::isDone);
        return description.toCompletableFuture().join();
    }

    private void await(BooleanSupplier condition) {
        if (!world.await(PATIENCE, condition)) {
            throw new IllegalStateException("no call came about on the virtual network");
        }
    }

    private void watch() {
        seen = world.elapsed();
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS / 2) {
                caller.link().up(path.later());
            }
            world.pass(STEP);
            count(step);
        }
    }

    private void count(int step) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (LoggedPacket packet : fresh()) {
            if (packet.place().equals(CALLER) && packet.direction() == LoggedPacket.Direction.UP) {
                left.put(packet.number(), packet.at());
            } else if (packet.place().equals(RELAY)
                    && packet.direction() == LoggedPacket.Direction.DOWN
                    && left.containsKey(packet.number())) {
                Duration travelled = packet.at().minus(left.remove(packet.number()));
                int bytes = packet.payload().length() + HEADER_BYTES;
                int waited = (int) travelled.minus(path.delay()).minus(own(bytes, step)).toMillis();
                least = Math.min(least, Math.max(0, waited));
                most = Math.max(most, waited);
                arrivedBytes[step] += bytes;
            }
        }
        leastQueueMillis[step] = least == Integer.MAX_VALUE ? 0 : least;
        mostQueueMillis[step] = most;
        seen = world.elapsed();
    }

    /** What a packet takes itself, which is no queue. */
    private Duration own(int bytes, int step) {
        long rate = step < STEPS / 2 ? path.bitsPerSecond() : path.laterBitsPerSecond();
        return Duration.ofNanos((long) (bytes * 8e9 / rate));
    }

    /** What was logged since the last step. */
    private List<LoggedPacket> fresh() {
        return world.log().packets().stream().filter(it -> it.at().compareTo(seen) > 0).toList();
    }

    @Override
    public void close() {
        relay.close();
        world.close();
    }
}
