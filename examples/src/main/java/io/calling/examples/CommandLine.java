package io.calling.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Arguments as {@code --name value}, {@code --name=value} and flags without a value; each option
 * once at most, unless it is said to be repeatable.
 */
public final class CommandLine {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

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
        return parse(arguments, options, flags, Set.of());
    }

    /**
     * Reads arguments, of which some may be given several times.
     *
     * @param repeatable those of the options that may be
     * @throws UsageException if an argument is unknown, wrongly repeated, or lacks its value
     */
    public static CommandLine parse(
            List<String> arguments, Set<String> options, Set<String> flags, Set<String> repeatable)
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
            line.put(name, value(name, argument, equals, flags, rest), repeatable);
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

    private void put(String name, String value, Set<String> repeatable) throws UsageException {
        List<String> given = values.computeIfAbsent(name, n -> new ArrayList<>());
        given.add(value);
        if (given.size() > 1 && !repeatable.contains(name)) {
            throw new UsageException("Option '--" + name + "' is given twice.");
        }
    }

    /** The value of an option, if it was given. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /** All values of an option that may be given several times, in order. */
    public List<String> values(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
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
        Optional<String> text = value(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(HostPort.parse(name, text.get()));
    }
}
