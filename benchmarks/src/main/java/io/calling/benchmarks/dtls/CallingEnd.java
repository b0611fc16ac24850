package io.calling.benchmarks.dtls;

import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.DtlsFailure;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Ourselves. */
final class CallingEnd implements End, DtlsSrtpTransport.Listener {
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final DtlsSrtpTransport transport;

    CallingEnd(
            DtlsEngine engine,
            SetupRole role,
            DtlsCertificate own,
            Fingerprint peers,
            Consumer<byte[]> out) {
        transport =
                DtlsSrtpTransport.builder(engine)
                        .setupRole(role)
                        .certificate(own)
                        .remoteFingerprints(List.of(peers))
                        .mtuBytes(LossyHandshakes.MTU_BYTES)
                        .handshakeTimeout(Duration.ofMillis(LossyHandshakes.MOST_MILLIS))
                        .output(
                                (buffer, offset, length) ->
                                        out.accept(
                                                Arrays.copyOfRange(
                                                        buffer, offset, offset + length)))
                        .listener(this)
                        .build();
    }

    CallingEnd start() {
        transport.start();
        return this;
    }

    @Override
    public void receive(byte[] datagram) {
        transport.receive(datagram, 0, datagram.length);
    }

    @Override
    public CompletableFuture<Void> connected() {
        return connected;
    }

    @Override
    public void onConnected(SrtpSession session, SecurityInfo security) {
        session.close();
        connected.complete(null);
    }

    @Override
    public void onFailed(DtlsFailure failure) {
        connected.completeExceptionally(new IllegalStateException(failure.text()));
    }

    @Override
    public void onClosed() {}

    @Override
    public void close() {
        transport.close();
    }
}
