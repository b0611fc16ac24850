package io.calling.examples.privatecall;

import io.calling.examples.CommandLine;
import io.calling.examples.HostPort;
import io.calling.examples.UsageException;
import io.calling.ice.turn.RelayServer;
import io.calling.ice.turn.RelayTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of {@code private-call} says.
 *
 * @param role which parties run in this process
 * @param relay the relay to use; empty for the embedded one
 * @param noRelay whether to offer no relay at all
 * @param corrupt what the embedded relay damages, if anything
 * @param signaling the signaling server; empty where both parties run in this process
 * @param out the directory for the WAV files and the report
 */
record PrivateCallOptions(
        Role role,
        Optional<RelayServer> relay,
        boolean noRelay,
        Optional<Damage> corrupt,
        Optional<HostPort> signaling,
        Path out) {

    static final String HELP =
            """
            private-call: Alice calls Bob through a relay; neither can learn the other's address

              --relay turn:HOST:PORT     a TURN server, by UDP; without it one is embedded
              --username U               for the relay
              --password P               for the relay
              --out DIR                  where to write alice-heard.wav, bob-heard.wav and
                                         call-report.html; the current directory by default
              --role both|alice|bob      which parties run in this process; both by default
              --signaling HOST:PORT      with one role: the server of 'signaling --listen HOST:PORT'
              --no-relay                 offer no relay: the call must end, at once, and say so
              --corrupt[=KIND]           the embedded relay flips one byte of each packet between
                                         the two: any (default), handshake or media""";

    private static final Set<String> OPTIONS =
            Set.of("relay", "username", "password", "out", "role", "signaling");
    private static final Set<String> FLAGS = Set.of("no-relay", "corrupt");

    enum Role {
        BOTH,
        ALICE,
        BOB
    }

    static PrivateCallOptions parse(List<String> arguments) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, OPTIONS, FLAGS);
        PrivateCallOptions options =
                new PrivateCallOptions(
                        choice("role", line.value("role").orElse("both"), Role.values()),
                        relay(line),
                        line.has("no-relay"),
                        corrupt(line),
                        line.hostPort("signaling"),
                        Path.of(line.value("out").orElse(".")));
        options.requireSense();
        return options;
    }

    private static Optional<RelayServer> relay(CommandLine line) throws UsageException {
        Optional<String> uri = line.value("relay");
        if (uri.isEmpty()) {
            requireAbsent(line, "username", "without '--relay'");
            requireAbsent(line, "password", "without '--relay'");
            return Optional.empty();
        }
        try {
            RelayServer server =
                    RelayServer.of(
                            uri.get(), required(line, "username"), required(line, "password"));
            requireSearchable(server);
            return Optional.of(server);
        } catch (IllegalArgumentException e) {
            throw new UsageException("Option '--relay': " + e.getMessage() + ".");
        }
    }

    /** In a stream, packets cannot be told apart; under TLS, an address could not be found. */
    private static void requireSearchable(RelayServer server) throws UsageException {
        if (server.uri().transport() != RelayTransport.UDP) {
            throw new UsageException(
                    "Option '--relay' wants UDP here, since each packet is searched for addresses.");
        }
    }

    private static String required(CommandLine line, String name) throws UsageException {
        return line.value(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "Option '--relay' needs '--" + name + "' as well."));
    }

    private static void requireAbsent(CommandLine line, String name, String why)
            throws UsageException {
        if (line.has(name)) {
            throw new UsageException("Option '--" + name + "' makes no sense " + why + ".");
        }
    }

    private static Optional<Damage> corrupt(CommandLine line) throws UsageException {
        Optional<String> kind = line.value("corrupt");
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        String name = kind.get().isEmpty() ? "any" : kind.get();
        return Optional.of(choice("corrupt", name, Damage.values()));
    }

    private static <E extends Enum<E>> E choice(String option, String text, E[] values)
            throws UsageException {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new UsageException("Option '--" + option + "' does not know '" + text + "'.");
    }

    private void requireSense() throws UsageException {
        boolean embedded = relay.isEmpty() && !noRelay;
        if (noRelay && relay.isPresent()) {
            throw new UsageException("Options '--relay' and '--no-relay' exclude each other.");
        }
        if (corrupt.isPresent() && !embedded) {
            throw new UsageException("Option '--corrupt' needs the embedded relay.");
        }
        if (role == Role.BOTH && signaling.isPresent()) {
            throw new UsageException("Option '--signaling' needs '--role alice' or '--role bob'.");
        }
        if (role != Role.BOTH && signaling.isEmpty()) {
            throw new UsageException("Option '--role' needs '--signaling' as well.");
        }
        if (role != Role.BOTH && embedded) {
            throw new UsageException("Option '--role' needs '--relay', which both sides reach.");
        }
    }
}
