package io.calling.benchmarks;

import io.calling.ice.IceTransports;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Relayed agents in one JVM, two and two in a call through a coturn on loopback: what each costs in
 * threads, heap and descriptors, and what all of them cost in CPU time while nothing is said but
 * that they still consent.
 *
 * <p>Arguments: {@code [agents] [idle seconds for each of five rounds]}.
 */
public final class RelayedAgents {
    private static final int WARM_UP_CALLS = 50;
    private static final int CALLS_AT_ONCE = 25;
    private static final int ROUNDS = 5;
    private static final long CONNECT_SECONDS = 30;

    private final int agents;
    private final int idleSeconds;
    private final NioNetwork network;
    private final RelayProvider relays;

    private RelayedAgents(int agents, int idleSeconds, NioNetwork network, RelayProvider relays) {
        this.agents = agents;
        this.idleSeconds = idleSeconds;
        this.network = network;
        this.relays = relays;
    }

    /** Measures, prints, and writes {@code results/relayed-agents.*}. */
    public static void main(String[] args) throws Exception {
        int agents = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int idleSeconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        IceTransports.warmUp();
        try (LoopbackCoturn coturn = LoopbackCoturn.start();
                NioNetwork network = NioNetwork.open()) {
            new RelayedAgents(agents, idleSeconds, network, RelayProvider.of(coturn.server()))
                    .run();
        }
    }

    private void run() throws Exception {
        close(connect(WARM_UP_CALLS, new ArrayList<>()));
        awaitNoSockets();
        Footprint before = Footprint.now();
        List<Long> connectNanos = new ArrayList<>();
        List<RelayedCall> calls = connect(agents / 2, connectNanos);
        TimeUnit.SECONDS.sleep(15); // past the first checks, and ice4j let go
        Footprint with = Footprint.now();
        double[] cores = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Footprint start = Footprint.now();
            TimeUnit.SECONDS.sleep(idleSeconds);
            cores[round] = Footprint.withoutCollecting().coresSince(start);
        }
        double[] millis =
                connectNanos.stream().mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
        AgentsReport report = new AgentsReport(agents, before, with, new Samples(cores), millis);
        System.out.println(report.table());
        report.write(Path.of("results"));
        close(calls);
        awaitNoSockets();
    }

    private List<RelayedCall> connect(int count, List<Long> nanos) throws Exception {
        List<RelayedCall> calls = new ArrayList<>();
        while (calls.size() < count) {
            List<RelayedCall> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(CALLS_AT_ONCE, count - calls.size()); i++) {
                batch.add(new RelayedCall(network, relays));
            }
            for (RelayedCall call : batch) {
                nanos.add(call.connectedNanos().get(CONNECT_SECONDS, TimeUnit.SECONDS));
            }
            calls.addAll(batch);
        }
        return calls;
    }

    private static void close(List<RelayedCall> calls) {
        calls.forEach(RelayedCall::close);
    }

    private void awaitNoSockets() throws InterruptedException {
        while (network.openSockets() > 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
