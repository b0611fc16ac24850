package io.calling.examples.echo;

import io.calling.examples.CommandLine;
import io.calling.examples.HostPort;
import io.calling.examples.RelayOptions;
import io.calling.examples.UsageException;
import io.calling.ice.turn.RelayServer;
import java.util.HashSet;
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
        Set<String> names = new HashSet<>(RelayOptions.NAMES);
        names.addAll(Set.of("listen", "interface", "max-calls"));
        CommandLine line = CommandLine.parse(arguments, names, Set.of(), RelayOptions.REPEATABLE);
        HostPort listen = line.hostPort("listen").orElseThrow(() -> missing("--listen HOST:PORT"));
        return new EchoOptions(
                listen,
                RelayOptions.isPrivate(line),
                RelayOptions.relays(line),
                line.value("interface"),
                maxCalls(line));
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
