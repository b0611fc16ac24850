package io.calling;

import io.calling.srtp.DatagramOutput;
import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.ExternalIdentity;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DTLS with a certificate that serves one call and no other. */
final class DtlsHandshakes implements Ports.Handshakes {
    private final DtlsEngine engine;
    private final DtlsCertificate certificate;
    private final Runnable settle;
    private @Nullable ExternalIdentity identity;
    private boolean cryptex;

    /**
     * @param settle run after DTLS was given a datagram
     */
    DtlsHandshakes(DtlsEngine engine, DtlsCertificate certificate, Runnable settle) {
        this.engine = engine;
        this.certificate = certificate;
        this.settle = settle;
    }

    @Override
    public Fingerprint localFingerprint() {
        return certificate.fingerprint();
    }

    @Override
    public void bind(ExternalIdentity value) {
        identity = value;
    }

    @Override
    public void offerCryptex() {
        cryptex = true;
    }

    @Override
    public Ports.Handshake open(
            SetupRole role,
            List<Fingerprint> remote,
            SrtpOptions options,
            DatagramOutput output,
            DtlsSrtpTransport.Listener listener) {
        DtlsSrtpTransport.Builder transport =
                DtlsSrtpTransport.builder(engine)
                        .setupRole(role)
                        .certificate(certificate)
                        .remoteFingerprints(remote)
                        .srtpOptions(options)
                        .output(output)
                        .listener(listener);
        if (identity != null) {
            transport.externalIdentity(identity);
        }
        if (cryptex) {
            transport.offerCryptex();
        }
        return new Opened(transport.build(), settle);
    }

    private record Opened(DtlsSrtpTransport transport, Runnable settle) implements Ports.Handshake {
        @Override
        public void start() {
            transport.start();
            settle.run();
        }

        @Override
        public void receive(byte[] buffer, int offset, int length) {
            transport.receive(buffer, offset, length);
            settle.run();
        }

        @Override
        public void close() {
            transport.close();
            settle.run();
        }
    }
}
