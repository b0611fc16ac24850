package io.calling.benchmarks.dtls;

import com.sun.management.OperatingSystemMXBean;
import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.DtlsFailure;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpSession;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Our own. Handshakes run on threads of the engine, so what counts is the CPU time of the whole
 * process, whatever the virtual machine does beside included; Linux tells it in steps of 10 ms.
 */
final class CallingHandshakes implements Contestant {
    private static final int HANDSHAKES = 250;
    private static final int CERTIFICATES = 150;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SecureRandom random = new SecureRandom();
    private final DtlsEngine engine = DtlsEngine.create(random);
    private final DtlsCertificate clients = DtlsCertificate.generate(random, NOW);
    private final DtlsCertificate servers = DtlsCertificate.generate(random, NOW);
    private final AtomicInteger datagrams = new AtomicInteger();
    private int datagramsPerHandshake;

    @Override
    public Slice slice() {
        long begin = system.getProcessCpuTime();
        for (int i = 0; i < HANDSHAKES; i++) {
            handshake();
        }
        double handshake = micros(system.getProcessCpuTime() - begin, HANDSHAKES);
        return new Slice(handshake, certificate());
    }

    private double certificate() {
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < CERTIFICATES; i++) {
            DtlsCertificate.generate(random, NOW).fingerprint();
        }
        return micros(threads.getCurrentThreadCpuTime() - begin, CERTIFICATES);
    }

    private static double micros(long nanos, int count) {
        return nanos / 1000.0 / count;
    }

    /** How many datagrams the last handshake took, before it was closed. */
    int datagramsPerHandshake() {
        return datagramsPerHandshake;
    }

    private void handshake() {
        var connected = new CountDownLatch(2);
        var client = new Side(connected);
        var server = new Side(connected);
        client.build(SetupRole.ACTIVE, clients, servers, server);
        server.build(SetupRole.PASSIVE, servers, clients, client);
        server.transport().start();
        client.transport().start();
        try {
            if (!connected.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a handshake got stuck");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        datagramsPerHandshake = datagrams.getAndSet(0);
        client.transport().close();
        server.transport().close();
        datagrams.set(0);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** One side, whose output is the other's input. */
    private final class Side implements DtlsSrtpTransport.Listener {
        private final CountDownLatch connected;
        private volatile @Nullable DtlsSrtpTransport transport;

        Side(CountDownLatch connected) {
            this.connected = connected;
        }

        void build(SetupRole role, DtlsCertificate own, DtlsCertificate peers, Side other) {
            transport =
                    DtlsSrtpTransport.builder(engine)
                            .setupRole(role)
                            .certificate(own)
                            .remoteFingerprints(List.of(peers.fingerprint()))
                            .output(
                                    (buffer, offset, length) -> {
                                        datagrams.incrementAndGet();
                                        other.transport().receive(buffer, offset, length);
                                    })
                            .listener(this)
                            .build();
        }

        DtlsSrtpTransport transport() {
            DtlsSrtpTransport built = transport;
            if (built == null) {
                throw new IllegalStateException("not built");
            }
            return built;
        }

        @Override
        public void onConnected(SrtpSession session, SecurityInfo security) {
            session.close();
            connected.countDown();
        }

        @Override
        public void onFailed(DtlsFailure failure) {
            throw new IllegalStateException(failure.text());
        }

        @Override
        public void onClosed() {}
    }
}
