package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Handshakes with OpenSSL at MTU 600 over a path that loses 20 %, doubles 10 % and reorders 30 % of
 * the datagrams. {@code -Dcalling.handshakes=250} makes the long run of it, so many in each role,
 * which also measures OpenSSL with itself over the same path.
 */
class OpenSslLossTest {
    private static final int HANDSHAKES = Integer.getInteger("calling.handshakes", 6);
    private static final int ENOUGH_TO_COMPARE = 100;
    private static final int AT_ONCE = 20;
    private static final String[] MTU = {"-mtu", "600"};

    @TempDir static Path folder;
    private final DtlsEngine engine = DtlsEngine.create(new SecureRandom());

    @Test
    void allCompleteAndNoLaterThanOpenSslWithItself() throws Exception {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        PeerCertificate ecdsa = PeerCertificate.ecdsa(folder, "P-256");
        PeerCertificate rsa = PeerCertificate.rsa(folder, 2048);
        List<Duration> ours =
                run(
                        2 * HANDSHAKES,
                        seed ->
                                seed % 2 == 0
                                        ? client(seed % 4 == 0 ? ecdsa : rsa, seed)
                                        : server(seed % 4 == 1 ? ecdsa : rsa, seed));
        engine.close();
        assertThat(ours).hasSize(2 * HANDSHAKES);
        if (HANDSHAKES >= ENOUGH_TO_COMPARE) {
            List<Duration> theirs = run(HANDSHAKES, seed -> openSslAlone(ecdsa, seed));
            System.out.println("with us: " + summary(ours) + "; alone: " + summary(theirs));
            assertThat(percentile(ours, 95)).isLessThanOrEqualTo(percentile(theirs, 95));
        }
    }

    private static String summary(List<Duration> durations) {
        return "p50 " + percentile(durations, 50) + ", p95 " + percentile(durations, 95);
    }

    private interface Handshake {
        Duration run(long seed) throws Exception;
    }

    private static List<Duration> run(int count, Handshake handshake) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Duration>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long seed = i;
                tasks.add(() -> handshake.run(seed));
            }
            List<Duration> durations = new ArrayList<>();
            for (Future<Duration> future : threads.invokeAll(tasks)) {
                durations.add(future.get());
            }
            return durations;
        } finally {
            threads.shutdown();
        }
    }

    private static Impairment impairment(long seed) {
        return new Impairment(seed, 0.2, 0.1, 0.3);
    }

    private Duration client(PeerCertificate peer, long seed) throws Exception {
        try (var impairment = impairment(seed);
                var server = OpenSsl.server(peer, MTU);
                var bridge = new UdpBridge().towards(server.port())) {
            return measure(new Party(SetupRole.ACTIVE), bridge, impairment, peer);
        }
    }

    private Duration server(PeerCertificate peer, long seed) throws Exception {
        try (var impairment = impairment(seed);
                var bridge = new UdpBridge();
                var client = OpenSsl.client(peer, bridge.port(), MTU)) {
            return measure(new Party(SetupRole.PASSIVE), bridge, impairment, peer);
        }
    }

    private Duration measure(
            Party party, UdpBridge bridge, Impairment impairment, PeerCertificate peer)
            throws InterruptedException {
        long start = System.nanoTime();
        DatagramOutput output =
                (buffer, offset, length) ->
                        impairment.pass(
                                Arrays.copyOfRange(buffer, offset, offset + length), bridge::send);
        party.build(engine, output, b -> b.mtuBytes(600)).expecting(peer.fingerprint());
        bridge.to(datagram -> impairment.pass(datagram, party::receive));
        party.transport.start();
        assertThat(party.awaitOutcome().failure).isNull();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        party.close();
        return duration;
    }

    private static Duration openSslAlone(PeerCertificate certificate, long seed) throws Exception {
        try (var impairment = impairment(seed);
                var server = OpenSsl.server(certificate, MTU);
                var serverSide = new UdpBridge().towards(server.port());
                var clientSide = new UdpBridge()) {
            clientSide.to(datagram -> impairment.pass(datagram, serverSide::send));
            serverSide.to(datagram -> impairment.pass(datagram, clientSide::send));
            long start = System.nanoTime();
            try (var client = OpenSsl.client(certificate, clientSide.port(), MTU)) {
                client.exportedKeys(1);
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (AssertionError neverConnected) {
                return Duration.ofMinutes(1);
            }
        }
    }

    private static Duration percentile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
