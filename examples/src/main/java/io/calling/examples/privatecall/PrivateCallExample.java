package io.calling.examples.privatecall;

import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;

/** Alice calls Bob through a relay. */
public final class PrivateCallExample implements Example {
    private final UnaryOperator<SignalingChannel> signaling;

    /** The example. */
    public PrivateCallExample() {
        this(UnaryOperator.identity());
    }

    /** For tests: the example with something in the way of each party's signaling. */
    PrivateCallExample(UnaryOperator<SignalingChannel> signaling) {
        this.signaling = signaling;
    }

    @Override
    public String name() {
        return "private-call";
    }

    @Override
    public String summary() {
        return "Alice calls Bob through a relay; neither can learn the other's address";
    }

    @Override
    public String help() {
        return PrivateCallOptions.HELP;
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        PrivateCallOptions options = PrivateCallOptions.parse(arguments);
        try {
            Files.createDirectories(options.out());
            return new PrivateCall(options, new Story(out), signaling).run().code();
        } catch (IOException e) {
            out.println("Failed: " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }
}
