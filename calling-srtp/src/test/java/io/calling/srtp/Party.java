package io.calling.srtp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One side of a handshake, and what it came to. */
final class Party implements DtlsSrtpTransport.Listener, AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

    final DtlsCertificate certificate = DtlsCertificate.generate(new SecureRandom(), NOW);
    final SetupRole role;
    volatile DtlsSrtpTransport transport;
    volatile SrtpSession session;
    volatile SecurityInfo security;
    volatile DtlsFailure failure;
    volatile boolean closed;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);

    Party(SetupRole role) {
        this.role = role;
    }

    /** Builds the transport; the customiser may change what it likes. */
    Party build(
            DtlsEngine engine,
            DatagramOutput output,
            UnaryOperator<DtlsSrtpTransport.Builder> customiser) {
        var builder =
                DtlsSrtpTransport.builder(engine)
                        .setupRole(role)
                        .certificate(certificate)
                        .output(output)
                        .listener(this);
        transport = customiser.apply(builder).build();
        return this;
    }

    Party expecting(Fingerprint... fingerprints) {
        transport.verifyRemote(List.of(fingerprints));
        return this;
    }

    void receive(byte[] datagram) {
        transport.receive(datagram, 0, datagram.length);
    }

    @Override
    public void onConnected(SrtpSession session, SecurityInfo security) {
        this.session = session;
        this.security = security;
        settled.countDown();
    }

    @Override
    public void onFailed(DtlsFailure failure) {
        this.failure = failure;
        settled.countDown();
        ended.countDown();
    }

    @Override
    public void onClosed() {
        closed = true;
        ended.countDown();
    }

    /** Waits, in real time, until the handshake has an outcome. */
    Party awaitOutcome() throws InterruptedException {
        return awaitOutcome(Duration.ofSeconds(30));
    }

    Party awaitOutcome(Duration patience) throws InterruptedException {
        if (!settled.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("no outcome");
        }
        return this;
    }

    /** Waits, in real time, for the last call of the listener. */
    Party awaitEnd() throws InterruptedException {
        if (!ended.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no end");
        }
        return this;
    }

    /** Lets go of the transport and the keys, as an application does after its call. */
    void forget() {
        transport = null;
        session = null;
    }

    @Override
    public void close() {
        transport.close();
        if (session != null) {
            session.close();
        }
    }
}
