package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads: how many, for how long, and that a silent peer costs nobody else anything. */
class DtlsEngineTest {

    @Test
    void noThreadIsLeftBehind() throws Exception {
        try (var engine = DtlsEngine.create(new SecureRandom())) {
            engine.warmUp().get(20, TimeUnit.SECONDS);
            assertThat(threads()).isNotEmpty();
        }
        assertThatTheirThreadsEnd();
    }

    @Test
    void closingTheEngineEndsHandshakesThatWait() throws Exception {
        var engine = DtlsEngine.create(new SecureRandom());
        try (var client = silentClient(engine)) {
            client.transport.start();
            engine.close();
            assertThatTheirThreadsEnd();
            assertThat(client.failure).isNull();
        }
    }

    @Test
    void aClosedEngineStartsNothing() {
        var engine = DtlsEngine.create(new SecureRandom());
        try (var client = silentClient(engine)) {
            engine.close();
            assertThatThrownBy(client.transport::start).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aConnectedTransportHoldsNoThread() throws Exception {
        try (var engine = DtlsEngine.builder(new SecureRandom()).maxHandshakes(2).build()) {
            var pairs = new ArrayList<LoopbackPair>();
            for (int i = 0; i < 20; i++) {
                LoopbackPair pair = new LoopbackPair(engine);
                pairs.add(pair);
                pair.start().awaitConnected();
            }
            pairs.forEach(LoopbackPair::close);
        }
    }

    @Test
    void aServerTakesNoThreadBeforeItIsGreeted() throws Exception {
        try (var engine = DtlsEngine.builder(new SecureRandom()).maxHandshakes(2).build()) {
            var waiting = new ArrayList<Party>();
            for (int i = 0; i < 50; i++) {
                Party server = silent(engine, SetupRole.PASSIVE);
                server.transport.start();
                waiting.add(server);
            }
            try (var pair = new LoopbackPair(engine)) {
                pair.start().awaitConnected();
            }
            waiting.forEach(Party::close);
        }
    }

    @Test
    void twoHundredStalledPeersDelayNobody() throws Exception {
        try (var engine = DtlsEngine.create(new SecureRandom())) {
            engine.warmUp().get(20, TimeUnit.SECONDS);
            Duration limit = quickest(engine, 15, Duration.ZERO).plusMillis(50);
            List<Party> stalled = new ArrayList<>(stall(engine, 100));
            stalled.addAll(stallAfterHello(engine, 50));
            Duration amongStalled = quickest(engine, 200, limit);
            assertThat(stalled).allMatch(party -> party.failure == null);
            stalled.forEach(Party::close);
            assertThat(amongStalled).isLessThan(limit);
        }
    }

    @Test
    void whenAllThreadsAreTakenTheLongestSilentPeerMakesRoom() {
        var time = new VirtualTime();
        try (var engine =
                DtlsEngine.builder(new SecureRandom()).timers(time).maxHandshakes(3).build()) {
            List<Party> stalled = stall(engine, 3);
            time.pass(Duration.ofSeconds(3), engine);
            try (var pair = new LoopbackPair(engine)) {
                pair.start();
                time.pass(Duration.ofMillis(100), engine);
                assertThat(pair.client.session).isNotNull();
                assertThat(pair.server.session).isNotNull();
                assertThat(stalled).extracting(p -> p.failure).contains(DtlsFailure.TIMEOUT);
                assertThat(stalled.get(2).failure).as("no more room than needed").isNull();
            }
            stalled.forEach(Party::close);
        }
    }

    /** Servers that never answer us. */
    private static List<Party> stall(DtlsEngine engine, int count) {
        var stalled = new ArrayList<Party>();
        for (int i = 0; i < count; i++) {
            Party client = silentClient(engine);
            client.transport.start();
            stalled.add(client);
        }
        return stalled;
    }

    /** Clients that say hello and no more. */
    private static List<Party> stallAfterHello(DtlsEngine engine, int count) {
        var stalled = new ArrayList<Party>();
        for (int i = 0; i < count; i++) {
            Party server = silent(engine, SetupRole.PASSIVE);
            server.transport.start();
            Party client = new Party(SetupRole.ACTIVE);
            client.build(engine, (b, off, len) -> server.transport.receive(b, off, len), b -> b)
                    .expecting(server.certificate.fingerprint());
            client.transport.start();
            stalled.add(client);
            stalled.add(server);
        }
        return stalled;
    }

    private static Party silentClient(DtlsEngine engine) {
        return silent(engine, SetupRole.ACTIVE);
    }

    private static Party silent(DtlsEngine engine, SetupRole role) {
        var party = new Party(role);
        return party.build(engine, (buffer, offset, length) -> {}, b -> b)
                .expecting(party.certificate.fingerprint());
    }

    /**
     * The shortest of so many handshakes, or the first that takes less than {@code enough}: what
     * the engine costs, not what else the machine does.
     */
    private static Duration quickest(DtlsEngine engine, int most, Duration enough)
            throws InterruptedException {
        Duration least = Duration.ofMinutes(1);
        for (int i = 0; i < most && least.compareTo(enough) >= 0; i++) {
            try (var pair = new LoopbackPair(engine)) {
                long start = System.nanoTime();
                pair.start().awaitConnected();
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                least = took.compareTo(least) < 0 ? took : least;
            }
        }
        return least;
    }

    /** A pool says that it has ended when its last thread is about to. */
    private static void assertThatTheirThreadsEnd() throws InterruptedException {
        for (Thread thread : threads()) {
            thread.join(Duration.ofSeconds(5).toMillis());
        }
        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("calling-dtls"))
                .toList();
    }

    /** Two parties whose outputs are each other's inputs. */
    private static final class LoopbackPair implements AutoCloseable {
        final Party client = new Party(SetupRole.ACTIVE);
        final Party server = new Party(SetupRole.PASSIVE);

        LoopbackPair(DtlsEngine engine) {
            client.build(engine, (b, off, len) -> server.transport.receive(b, off, len), b -> b);
            server.build(engine, (b, off, len) -> client.transport.receive(b, off, len), b -> b);
            client.expecting(server.certificate.fingerprint());
            server.expecting(client.certificate.fingerprint());
        }

        LoopbackPair start() {
            server.transport.start();
            client.transport.start();
            return this;
        }

        void awaitConnected() throws InterruptedException {
            assertThat(client.awaitOutcome().failure).isNull();
            assertThat(server.awaitOutcome().failure).isNull();
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
