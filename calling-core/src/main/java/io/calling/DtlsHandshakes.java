package io.calling;

import io.calling.srtp.DatagramOutput;
import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.List;

/** DTLS with a certificate that serves one call and no other. */
final class DtlsHandshakes implements Ports.Handshakes {
    private final DtlsEngine engine;
    private final DtlsCertificate certificate;

    DtlsHandshakes(DtlsEngine engine, DtlsCertificate certificate) {
        this.engine = engine;
        this.certificate = certificate;
    }

    @Override
    public Fingerprint localFingerprint() {
        return certificate.fingerprint();
    }

    @Override
    public Ports.Handshake open(
            SetupRole role,
            List<Fingerprint> remote,
            DatagramOutput output,
            DtlsSrtpTransport.Listener listener) {
        return new Opened(
                DtlsSrtpTransport.builder(engine)
                        .setupRole(role)
                        .certificate(certificate)
                        .remoteFingerprints(remote)
                        .output(output)
                        .listener(listener)
                        .build());
    }

    private record Opened(DtlsSrtpTransport transport) implements Ports.Handshake {
        @Override
        public void start() {
            transport.start();
        }

        @Override
        public void receive(byte[] buffer, int offset, int length) {
            transport.receive(buffer, offset, length);
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
