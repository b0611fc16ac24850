package io.calling.examples.chatapp;

import io.calling.examples.CommandLine;
import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Three people and four devices: what rings, what is told to whom, and what is not. */
public final class ChatAppExample implements Example {
    @Override
    public String name() {
        return "chat-app";
    }

    @Override
    public String summary() {
        return "three people and four devices: ringing, two calls at once, a blocked caller";
    }

    @Override
    public String help() {
        return """
               chat-app: three people and four devices in one terminal

                 --no-wait             plays on without waiting for Enter; so it does in any case
                                       where there is no terminal""";
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        boolean plays = CommandLine.parse(arguments, Set.of(), Set.of("no-wait")).has("no-wait");
        Teller teller = new Teller(out, plays ? Optional.empty() : watcher());
        try (Town town = Town.open()) {
            boolean well = new Scenes(town, teller).play();
            out.println();
            out.println(well ? "All of it happened as told." : "Something went otherwise.");
            return well ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            out.println("Failed: the system gives no socket. Try again.");
            return ExitCode.FAILED;
        }
    }

    /** Whoever sits at the terminal, if this is one. */
    private static Optional<BufferedReader> watcher() {
        return System.console() == null
                ? Optional.empty()
                : Optional.of(
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }
}
