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
 * the datagrams. {@code -Dcalling.handshakes=250} makes the long run of it, so many in each role;
 * the benchmarks compare with OpenSSL alone on such a path.
 */
class OpenSslLossTest {
    private static final int IN_A_BUILD = 6;
    private static final int HANDSHAKES = Integer.getInteger("calling.handshakes", IN_A_BUILD);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 20;
    private static final String[] MTU = {"-mtu", "600"};

    @TempDir static Path folder;
    private final DtlsEngine engine = DtlsEngine.create(new SecureRandom());

    @Test
    void allComplete() throws Exception {
        Peers.require(Peers.hasProgram("openssl"), "openssl");
        PeerCertificate ecdsa = PeerCertificate.ecdsa(folder, "P-256");
        PeerCertificate rsa = PeerCertificate.rsa(folder, 2048);
        List<Party> parties =
                run(
                        2 * HANDSHAKES,
                        seed ->
                                seed % 2 == 0
                                        ? client(seed % 4 == 0 ? ecdsa : rsa, seed)
                                        : server(seed % 4 == 1 ? ecdsa : rsa, seed));
        engine.close();
        assertThat(parties)
                .hasSize(2 * HANDSHAKES)
                .allMatch(party -> party.session != null && party.failure == null);
    }

    private interface Handshake {
        Party run(long seed) throws Exception;
    }

    private static List<Party> run(int count, Handshake handshake) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Party>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long seed = i;
                tasks.add(() -> handshake.run(seed));
            }
            List<Party> parties = new ArrayList<>();
            for (Future<Party> future : threads.invokeAll(tasks)) {
                parties.add(future.get());
            }
            return parties;
        } finally {
            threads.shutdown();
        }
    }

    /** OpenSSL's timer doubles from a second on, so in a build bad luck must have an end. */
    private static Impairment impairment(long seed) {
        var impairment = new Impairment(seed, 0.2, 0.1, 0.3);
        return HANDSHAKES == IN_A_BUILD ? impairment.healing(Duration.ofSeconds(5)) : impairment;
    }

    private Party client(PeerCertificate peer, long seed) throws Exception {
        try (var impairment = impairment(seed);
                var server = OpenSsl.server(peer, MTU);
                var bridge = new UdpBridge().towards(server.port())) {
            return shake(new Party(SetupRole.ACTIVE), bridge, impairment, peer);
        }
    }

    private Party server(PeerCertificate peer, long seed) throws Exception {
        try (var impairment = impairment(seed);
                var bridge = new UdpBridge();
                var client = OpenSsl.client(peer, bridge.port(), MTU)) {
            return shake(new Party(SetupRole.PASSIVE), bridge, impairment, peer);
        }
    }

    private Party shake(Party party, UdpBridge bridge, Impairment impairment, PeerCertificate peer)
            throws InterruptedException {
        DatagramOutput output =
                (buffer, offset, length) ->
                        impairment.pass(
                                Arrays.copyOfRange(buffer, offset, offset + length), bridge::send);
        party.build(engine, output, b -> b.mtuBytes(600).handshakeTimeout(PATIENCE))
                .expecting(peer.fingerprint());
        bridge.to(datagram -> impairment.pass(datagram, party::receive));
        party.transport.start();
        party.awaitOutcome(PATIENCE).close();
        return party;
    }
}
