package io.calling.examples;

import java.io.PrintStream;
import java.util.List;

/** One example: a name on the command line, words about it, and what it does. */
public interface Example {
    /** The first argument that chooses it. */
    String name();

    /** One line for the list of examples. */
    String summary();

    /** All options, one on a line, for {@code --help}. */
    String help();

    /**
     * Runs to its end.
     *
     * @param arguments what follows the name
     * @param out where the story is told
     * @return how it went; {@link ExitCode#OK} only when what the example shows was verified
     * @throws UsageException if the arguments make no sense
     */
    ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException;
}
