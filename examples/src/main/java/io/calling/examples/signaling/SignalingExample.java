package io.calling.examples.signaling;

import io.calling.examples.CommandLine;
import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.HostPort;
import io.calling.examples.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs a {@link SignalingServer} until it is interrupted. */
public final class SignalingExample implements Example {
    @Override
    public String name() {
        return "signaling";
    }

    @Override
    public String summary() {
        return "passes messages on between Alice and Bob in two processes";
    }

    @Override
    public String help() {
        return """
               signaling: passes messages on between Alice and Bob in two processes

                 --listen HOST:PORT    where to listen (required); port 0 for any""";
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        HostPort listen =
                CommandLine.parse(arguments, Set.of("listen"), Set.of())
                        .hostPort("listen")
                        .orElseThrow(() -> new UsageException("Option '--listen' is missing."));
        try (SignalingServer server = SignalingServer.start(listen.resolve())) {
            out.println("Signaling listens on port " + server.address().getPort() + ".");
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (IOException e) {
            out.println("Cannot listen on " + listen + ": choose another address or port.");
            return ExitCode.FAILED;
        }
    }
}
