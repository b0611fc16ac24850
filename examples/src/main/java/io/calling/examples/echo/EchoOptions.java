package io.calling.examples.echo;

import io.calling.examples.CommandLine;
import io.calling.examples.HostPort;
import io.calling.examples.UsageException;
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

/**
 * What the command line of {@code echo} says.
 *
 * @param listen where HTTP is served
 * @param isPrivate whether only relays are used
 * @param relays the relays, in order
 * @param networkInterface the interface to leave by
 * @param maxCalls how many calls there may be at once
 */
record EchoOptions(
        HostPort listen,
        boolean isPrivate,
        List<RelayServer> relays,
        Optional<String> networkInterface,
        int maxCalls) {

    private static final int DEFAULT_MAX_CALLS = 100;

    static EchoOptions parse(List<String> arguments) throws UsageException {
        CommandLine line =
                CommandLine.parse(
                        arguments,
                        Set.of(
                                "listen",
                                "privacy",
                                "relay",
                                "username",
                                "password",
                                "relay-ca",
                                "interface",
                                "max-calls"),
                        Set.of(),
                        Set.of("relay"));
        HostPort listen = line.hostPort("listen").orElseThrow(() -> missing("--listen HOST:PORT"));
        return new EchoOptions(
                listen, isPrivate(line), relays(line), line.value("interface"), maxCalls(line));
    }

    private static Optional<String> fromEnvironment() {
        return Optional.ofNullable(System.getenv("TURN_CA")).filter(file -> !file.isEmpty());
    }

    private static boolean isPrivate(CommandLine line) throws UsageException {
        String value = line.value("privacy").orElse("on");
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default ->
                    throw new UsageException(
                            "Option '--privacy' wants on or off, not '" + value + "'.");
        };
    }

    private static List<RelayServer> relays(CommandLine line) throws UsageException {
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

    /** None where no file is named: the JDK's own are trusted then. */
    private static X509Certificate[] trusted(CommandLine line) throws UsageException {
        Optional<String> file = line.value("relay-ca").or(EchoOptions::fromEnvironment);
        if (file.isEmpty()) {
            return new X509Certificate[0];
        }
        try (InputStream pem = Files.newInputStream(Path.of(file.get()))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
        } catch (IOException | CertificateException e) {
            throw new UsageException(
                    "The certificates of '--relay-ca' cannot be read from '" + file.get() + "'.");
        }
    }

    private static int maxCalls(CommandLine line) throws UsageException {
        String value = line.value("max-calls").orElse(Integer.toString(DEFAULT_MAX_CALLS));
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new UsageException("Option '--max-calls' wants a number, not '" + value + "'.");
        }
        return Integer.parseInt(value);
    }

    private static UsageException missing(String what) {
        return new UsageException("Option '" + what + "' is missing.");
    }
}
