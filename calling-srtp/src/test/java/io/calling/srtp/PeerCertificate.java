package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate and key that OpenSSL has made. */
record PeerCertificate(Path certificate, Path key, Fingerprint fingerprint) {

    static PeerCertificate ecdsa(Path folder, String curve)
            throws IOException, InterruptedException {
        return make(folder, "ec", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + curve);
    }

    static PeerCertificate rsa(Path folder, int bits) throws IOException, InterruptedException {
        return make(folder, "rsa" + bits, "-newkey", "rsa:" + bits);
    }

    private static PeerCertificate make(Path folder, String name, String... kind)
            throws IOException, InterruptedException {
        Path certificate = folder.resolve(name + "-certificate.pem");
        Path key = folder.resolve(name + "-key.pem");
        var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
        command.addAll(List.of(kind));
        command.addAll(List.of("-subj", "/CN=peer", "-days", "2"));
        command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return new PeerCertificate(
                certificate,
                key,
                Fingerprint.ofCertificate(Fingerprint.Algorithm.SHA_256, der(certificate)));
    }

    private static byte[] der(Path pem) throws IOException {
        try (var in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
        } catch (CertificateException e) {
            throw new IOException(e);
        }
    }
}
