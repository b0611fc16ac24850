package io.calling.examples.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a broker is.
 *
 * @param uri {@code mqtts://HOST:PORT}; {@code mqtt://HOST:PORT}, without TLS, on this machine
 *     alone
 * @param authorities makes sockets that trust authorities of the application's own; empty for those
 *     of the JDK
 */
public record MqttBroker(URI uri, Optional<SSLSocketFactory> authorities) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Checks the address. */
    public MqttBroker {
        boolean complete = uri.getHost() != null && uri.getPort() > 0 && uri.getUserInfo() == null;
        if (!complete || !"mqtts".equals(uri.getScheme()) && !"mqtt".equals(uri.getScheme())) {
            throw new IllegalArgumentException("a broker is mqtts://HOST:PORT, not " + uri);
        }
        // The password and who calls whom would be there to read for anybody on the way.
        if ("mqtt".equals(uri.getScheme()) && !THIS_MACHINE.contains(uri.getHost())) {
            throw new IllegalArgumentException("without TLS a broker must be on this machine");
        }
    }

    /** A broker. */
    public static MqttBroker at(String uri) {
        return new MqttBroker(URI.create(uri), Optional.empty());
    }

    /**
     * The same, with authorities of the application's own.
     *
     * @param certificates a file of them, PEM
     * @throws IOException if there is none, or it holds no certificate
     */
    public MqttBroker trusting(Path certificates) throws IOException {
        try (InputStream file = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority " + store.size(), each);
            }
            if (store.size() == 0) {
                throw new IOException("the file holds no certificate");
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new MqttBroker(uri, Optional.of(context.getSocketFactory()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the file holds no certificate", e);
        }
    }

    /** As Paho wants it. */
    String serverUri() {
        String scheme = uri.getScheme().equals("mqtts") ? "ssl" : "tcp";
        return scheme + "://" + uri.getHost() + ":" + uri.getPort();
    }
}
