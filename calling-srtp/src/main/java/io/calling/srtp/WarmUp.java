package io.calling.srtp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A handshake of two transports with each other, whose keys nobody uses. */
final class WarmUp {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final DtlsEngine engine;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicInteger unconnected = new AtomicInteger(2);
    private volatile @Nullable DtlsSrtpTransport client;
    private volatile @Nullable DtlsSrtpTransport server;

    WarmUp(DtlsEngine engine) {
        this.engine = engine;
    }

    CompletableFuture<Void> run() {
        engine.execute(this::shake);
        return done;
    }

    private void shake() {
        DtlsCertificate ours = DtlsCertificate.generate(engine.random(), Instant.EPOCH);
        DtlsCertificate theirs = DtlsCertificate.generate(engine.random(), Instant.EPOCH);
        var passive = transport(SetupRole.PASSIVE, theirs, ours, toClient());
        var active = transport(SetupRole.ACTIVE, ours, theirs, passive::receive);
        server = passive;
        client = active;
        passive.start();
        active.start();
    }

    private DatagramOutput toClient() {
        return (buffer, offset, length) -> {
            DtlsSrtpTransport to = client;
            if (to != null) {
                to.receive(buffer, offset, length);
            }
        };
    }

    private DtlsSrtpTransport transport(
            SetupRole role, DtlsCertificate own, DtlsCertificate peers, DatagramOutput output) {
        return DtlsSrtpTransport.builder(engine)
                .setupRole(role)
                .certificate(own)
                .remoteFingerprints(List.of(peers.fingerprint()))
                .handshakeTimeout(TIMEOUT)
                .output(output)
                .listener(new Ending())
                .build();
    }

    private final class Ending implements DtlsSrtpTransport.Listener {
        @Override
        public void onConnected(SrtpSession session, SecurityInfo security) {
            session.close();
            if (unconnected.decrementAndGet() == 0) {
                finish();
            }
        }

        @Override
        public void onFailed(DtlsFailure failure) {
            finish();
        }

        @Override
        public void onClosed() {
            finish();
        }

        /** Warm or not, nothing depends on it. */
        private void finish() {
            for (DtlsSrtpTransport transport : new DtlsSrtpTransport[] {client, server}) {
                if (transport != null) {
                    transport.close();
                }
            }
            done.complete(null);
        }
    }
}
