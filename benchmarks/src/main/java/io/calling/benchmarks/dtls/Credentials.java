package io.calling.benchmarks.dtls;

import io.calling.srtp.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/** A key and a certificate in files, made by OpenSSL for itself. */
record Credentials(Path key, Path certificate, Fingerprint fingerprint) {

    static Credentials ecdsa(Path folder) throws Exception {
        return make(folder, "ecdsa", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
    }

    static Credentials rsa(Path folder) throws Exception {
        return make(folder, "rsa", "rsa:2048");
    }

    private static Credentials make(Path folder, String name, String... kind) throws Exception {
        Path key = folder.resolve(name + ".key");
        Path certificate = folder.resolve(name + ".pem");
        var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-newkey"));
        command.addAll(List.of(kind));
        command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
        command.addAll(List.of("-subj", "/CN=WebRTC", "-days", "30"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException("openssl made no certificate");
        }
        return new Credentials(key, certificate, fingerprint(certificate));
    }

    private static Fingerprint fingerprint(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] der =
                    CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
            return Fingerprint.ofCertificate(Fingerprint.Algorithm.SHA_256, der);
        }
    }
}
