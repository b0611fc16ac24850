package io.calling.examples;

import io.calling.ice.turn.RelayServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options about relays and privacy that several examples have in common. */
public final class RelayOptions {
    /** Their names. */
    public static final Set<String> NAMES =
            Set.of("privacy", "relay", "username", "password", "relay-ca");

    /** Those of them that may be given several times. */
    public static final Set<String> REPEATABLE = Set.of("relay");

    /** Their part of a help text. */
    public static final String HELP =
            """
              --privacy on|off      on, the default: only relays are used, and the peer learns no
                                    address of yours
              --relay URI           turn:HOST:PORT?transport=udp or tcp, turns:HOST:PORT?transport=tcp;
                                    may be given several times
              --username U          for the relays
              --password P          for the relays
              --relay-ca FILE       PEM with the certificates that turns: relays are checked against;
                                    by default the file that TURN_CA names, else the JDK's
            """;

    private RelayOptions() {}

    /**
     * Whether privacy is on, as it is unless it is switched off.
     *
     * @throws UsageException if the value is neither on nor off
     */
    public static boolean isPrivate(CommandLine line) throws UsageException {
        String value = line.value("privacy").orElse("on");
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default ->
                    throw new UsageException(
                            "Option '--privacy' wants on or off, not '" + value + "'.");
        };
    }

    /**
     * The relays, in order; empty if none is named.
     *
     * @throws UsageException if a URI or the file of certificates makes no sense
     */
    public static List<RelayServer> relays(CommandLine line) throws UsageException {
        List<RelayServer> relays = new ArrayList<>();
        String username = line.value("username").orElse("");
        String password = line.value("password").orElse("");
        X509Certificate[] trusted = trusted(line);
        for (String uri : line.values("relay")) {
            try {
                RelayServer relay = RelayServer.of(uri, username, password);
                boolean checked = relay.uri().isSecure() && trusted.length > 0;
                relays.add(checked ? relay.trusting(trusted) : relay);
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "Option '--relay' wants turn:HOST:PORT?transport=udp, not '" + uri + "'.");
            }
        }
        return relays;
    }

    private static Optional<String> fromEnvironment() {
        return Optional.ofNullable(System.getenv("TURN_CA")).filter(file -> !file.isEmpty());
    }

    /** None where no file is named: the JDK's own are trusted then. */
    private static X509Certificate[] trusted(CommandLine line) throws UsageException {
        Optional<String> file = line.value("relay-ca").or(RelayOptions::fromEnvironment);
        if (file.isEmpty()) {
            return new X509Certificate[0];
        }
        try (InputStream pem = Files.newInputStream(Path.of(file.get()))) {
            X509Certificate[] read =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
            if (read.length == 0) {
                // To trust the JDK's instead would be a choice that nobody made.
                throw new UsageException("There is no certificate in '" + file.get() + "'.");
            }
            return read;
        } catch (IOException | CertificateException e) {
            throw new UsageException(
                    "The certificates of '--relay-ca' cannot be read from '" + file.get() + "'.");
        }
    }
}
