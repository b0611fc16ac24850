package io.calling.examples;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arguments as {@code --name value}, {@code --name=value} and flags without a value; each option
 * once at most.
 */
public final class CommandLine {
    private final Map<String, String> values = new LinkedHashMap<>();

    private CommandLine() {}

    /**
     * Reads arguments.
     *
     * @param arguments as given by the shell
     * @param options names, without dashes, that take a value
     * @param flags names, without dashes, that take none, or one after {@code =}
     * @throws UsageException if an argument is unknown, repeated, or lacks its value
     */
    public static CommandLine parse(List<String> arguments, Set<String> options, Set<String> flags)
            throws UsageException {
        CommandLine line = new CommandLine();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (!argument.startsWith("--")) {
                throw new UsageException("Unexpected argument '" + argument + "'.");
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (!options.contains(name) && !flags.contains(name)) {
                throw new UsageException("Unknown option '--" + name + "'.");
            }
            line.put(name, value(name, argument, equals, flags, rest));
        }
        return line;
    }

    private static String value(
            String name, String argument, int equals, Set<String> flags, Deque<String> rest)
            throws UsageException {
        if (equals >= 0) {
            return argument.substring(equals + 1);
        }
        if (flags.contains(name)) {
            return "";
        }
        if (rest.isEmpty()) {
            throw new UsageException("Option '--" + name + "' needs a value.");
        }
        return rest.removeFirst();
    }

    private void put(String name, String value) throws UsageException {
        if (values.put(name, value) != null) {
            throw new UsageException("Option '--" + name + "' is given twice.");
        }
    }

    /** The value of an option, if it was given. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether a flag, or an option, was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of an option as {@code HOST:PORT}.
     *
     * @throws UsageException if it is something else
     */
    public Optional<HostPort> hostPort(String name) throws UsageException {
        String text = values.get(name);
        return text == null ? Optional.empty() : Optional.of(HostPort.parse(name, text));
    }
}
