package io.calling.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs the example that the first argument names; {@code private-call} when there is none. Exits
 * with the codes of {@link ExitCode}.
 */
public final class Main {
    private final List<Example> examples;
    private final PrintStream out;
    private final PrintStream err;

    Main(List<Example> examples, PrintStream out, PrintStream err) {
        this.examples = List.copyOf(examples);
        this.out = out;
        this.err = err;
    }

    /** Entry point; exits with 0 when the example did, verifiably, what it shows. */
    public static void main(String[] args) throws InterruptedException {
        int code = new Main(Examples.all(), System.out, System.err).run(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    int run(String... args) throws InterruptedException {
        List<String> arguments = new ArrayList<>(Arrays.asList(args));
        if (arguments.contains("--help") || arguments.contains("help")) {
            return help(arguments);
        }
        String name =
                arguments.isEmpty() || arguments.get(0).startsWith("-")
                        ? examples.get(0).name()
                        : arguments.remove(0);
        try {
            Example example =
                    named(name)
                            .orElseThrow(
                                    () ->
                                            new UsageException(
                                                    "There is no example '" + name + "'."));
            return example.run(arguments, out).code();
        } catch (UsageException e) {
            err.println(e.getMessage() + " Try --help.");
            return ExitCode.USAGE.code();
        }
    }

    private Optional<Example> named(String name) {
        return examples.stream().filter(example -> example.name().equals(name)).findFirst();
    }

    private int help(List<String> arguments) {
        Optional<Example> chosen =
                arguments.stream().flatMap(argument -> named(argument).stream()).findFirst();
        if (chosen.isPresent()) {
            out.println(chosen.get().help());
        } else {
            helpOnAll();
        }
        return ExitCode.OK.code();
    }

    private void helpOnAll() {
        out.println("Examples of Calling. The first argument chooses one:");
        out.println();
        examples.forEach(e -> out.printf("  %-14s %s%n", e.name(), e.summary()));
        out.println();
        examples.forEach(e -> out.println(e.help() + System.lineSeparator()));
        out.println("Exit codes:");
        for (ExitCode code : ExitCode.values()) {
            out.printf("  %3d  %s%n", code.code(), code.meaning());
        }
    }
}
