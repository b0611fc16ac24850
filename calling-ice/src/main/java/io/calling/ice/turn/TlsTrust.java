package io.calling.ice.turn;

import io.calling.ice.net.IpLiteral;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates a {@code turns:} relay may show: those of the JDK's authorities, or of the
 * application's own. There is no way to trust everybody.
 */
final class TlsTrust {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final TrustManager[] managers;

    private TlsTrust(TrustManager[] managers) {
        this.managers = managers;
    }

    /** The JDK's authorities, read once. */
    private static final class Jdk {
        private static final TlsTrust TRUST = of(null);
    }

    /** The authorities of the JDK; slow, once. */
    static TlsTrust system() {
        return Jdk.TRUST;
    }

    /** These authorities, or certificates, and no others. */
    static TlsTrust only(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("authority " + store.size(), authority);
            }
            return of(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates cannot be used as authorities", e);
        }
    }

    private static TlsTrust of(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new TlsTrust(ValidNow.wrap(factory.getTrustManagers()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's trust store cannot be read", e);
        }
    }

    /**
     * An engine for one connection to {@code host}, whose name the certificate must bear. Its
     * context is its own, so that no session is ever resumed: resumption would tell an observer
     * that two calls are of the same caller.
     */
    SSLEngine newEngine(String host, int port) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            SSLEngine engine = context.createSSLEngine(host, port);
            engine.setUseClientMode(true);
            engine.setSSLParameters(parameters(engine.getSSLParameters(), host));
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks TLS", e);
        }
    }

    private static SSLParameters parameters(SSLParameters parameters, String host) {
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(serverNames(host));
        return parameters;
    }

    /** RFC 6066, 3: a literal address is no server name. */
    private static List<SNIServerName> serverNames(String host) {
        try {
            return IpLiteral.parse(host) == null ? List.of(new SNIHostName(host)) : List.of();
        } catch (IllegalArgumentException e) {
            return List.of(); // a name that DNS may know, but SNI cannot say
        }
    }
}
