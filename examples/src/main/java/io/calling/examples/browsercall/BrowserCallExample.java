package io.calling.examples.browsercall;

import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import io.calling.examples.web.Browsing;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves the page until it is told to stop. */
public final class BrowserCallExample implements Example {
    @Override
    public String name() {
        return "browser-call";
    }

    @Override
    public String summary() {
        return "a page that calls the Java side, or another page, with sound and pictures";
    }

    @Override
    public String help() {
        return BrowserCallOptions.HELP;
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        BrowserCallOptions options = BrowserCallOptions.parse(arguments);
        try (BrowserCallServer server = BrowserCallServer.start(options, out::println)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(server::close, "calling-browser-call-shutdown"));
            String page = "http://" + server.address() + "/";
            out.println("Open " + page + " in a browser; Ctrl-C ends it.");
            out.println("Relays: " + server.relays() + ".");
            out.println(
                    options.isPrivate()
                            ? "Privacy is on for the Java side: all calls with it are relayed."
                            : "Privacy is off for the Java side: a call with it is direct where the"
                                    + " person wants that, too.");
            if (options.opensPage()) {
                Browsing.show(page);
            }
            new CountDownLatch(1).await(); // until the process is told to end
            return ExitCode.OK;
        } catch (IOException e) {
            out.println(
                    "Cannot listen on "
                            + options.listen()
                            + ": choose another address with --listen HOST:PORT.");
            return ExitCode.FAILED;
        }
    }
}
