package io.calling.ice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate of this test's own, made by the JDK's keytool. */
public final class TestCertificate implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "test";

    private final Path directory;
    private final KeyStore store;

    private TestCertificate(Path directory, KeyStore store) {
        this.directory = directory;
        this.store = store;
    }

    /** For alternative names such as {@code dns:localhost,ip:127.0.0.1}, good for a week. */
    public static TestCertificate of(String alternativeNames) {
        return make(alternativeNames, "-1d", 7);
    }

    /** One that was good until yesterday. */
    public static TestCertificate expired(String alternativeNames) {
        return make(alternativeNames, "-9d", 7);
    }

    private static TestCertificate make(String names, String start, int days) {
        try {
            Path directory = Files.createTempDirectory("certificate");
            Path file = directory.resolve("store.p12");
            run(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=relay of a test",
                            "-ext",
                            "san=" + names,
                            "-startdate",
                            start,
                            "-validity",
                            Integer.toString(days),
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            PASSWORD));
            return new TestCertificate(directory, load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(new ArrayList<>(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static KeyStore load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public X509Certificate certificate() {
        try {
            return (X509Certificate) store.getCertificate(ALIAS);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The options that make coturn show it. */
    public String[] coturnOptions() {
        try {
            Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
            return new String[] {
                "--cert=" + pem("CERTIFICATE", certificate().getEncoded()),
                "--pkey=" + pem("PRIVATE KEY", key.getEncoded())
            };
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Path pem(String label, byte[] der) {
        String text =
                "-----BEGIN "
                        + label
                        + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END "
                        + label
                        + "-----\n";
        try {
            return Files.writeString(directory.resolve(label.replace(' ', '-') + ".pem"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A context of a server that shows it. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
