package io.calling.examples.hosts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate of a test's own, which signs itself.
 *
 * @param file PEM
 * @param key PEM
 */
public record Certificate(Path file, Path key) {
    /**
     * Makes one with openssl.
     *
     * @param names as in {@code DNS:localhost,IP:127.0.0.1}
     */
    public static Certificate make(Path directory, String names)
            throws IOException, InterruptedException {
        Tools.require("openssl");
        Path file = directory.resolve("certificate.pem");
        Path key = directory.resolve("key.pem");
        Program.run(
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=relay.example",
                        "-addext",
                        "subjectAltName=" + names,
                        "-keyout",
                        key.toString(),
                        "-out",
                        file.toString()));
        return new Certificate(file, key);
    }
}
