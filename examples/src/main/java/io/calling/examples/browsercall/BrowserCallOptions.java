package io.calling.examples.browsercall;

import io.calling.examples.CommandLine;
import io.calling.examples.HostPort;
import io.calling.examples.RelayOptions;
import io.calling.examples.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line of {@code browser-call} says.
 *
 * @param listen where the page is served
 * @param isPrivate whether the Java side asks for privacy, and so both sides have it
 * @param opensPage whether to open the page
 * @param line the rest, on relays
 */
record BrowserCallOptions(HostPort listen, boolean isPrivate, boolean opensPage, CommandLine line) {

    static final String HELP =
            """
            browser-call [options]
              --listen HOST:PORT    where the page is served; 127.0.0.1:8080 unless told, port 0
                                    for any; browsers give a camera and a microphone to pages of
                                    this machine only, or to such as come by HTTPS
              --no-open             print the page's address, and do not open it
            %s                        without a relay one is embedded, on loopback, for calls within
                                    this machine

            Enter a name on the page, then call Java, which sends back what you say and show, or let
            Java call you, or open the page a second time and call yourself."""
                    .formatted(RelayOptions.HELP);

    static BrowserCallOptions parse(List<String> arguments) throws UsageException {
        Set<String> names = new HashSet<>(RelayOptions.NAMES);
        names.add("listen");
        CommandLine line =
                CommandLine.parse(arguments, names, Set.of("no-open"), RelayOptions.REPEATABLE);
        return new BrowserCallOptions(
                line.hostPort("listen").orElse(new HostPort("127.0.0.1", 8080)),
                RelayOptions.isPrivate(line),
                !line.has("no-open"),
                line);
    }
}
