package io.calling.examples.echo;

import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.RelayOptions;
import io.calling.examples.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves until it is told to stop. */
public final class EchoExample implements Example {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String summary() {
        return "an HTTP server that answers WebRTC calls and echoes audio and video";
    }

    @Override
    public String help() {
        return """
        echo --listen HOST:PORT [options]
          --listen HOST:PORT    where HTTP is served; port 0 for any
        %s  --interface NAME      leave by this network interface only
          --max-calls N         more are refused; 100 unless told

          POST   /call              an offer, application/sdp; 201 with the answer and Location
          PATCH  /call/ID           more candidates, application/trickle-ice-sdpfrag; 204
          DELETE /call/ID           hang up; 200
          GET    /call/ID           what is known of the call, JSON
          POST   /offer             201 with our offer and Location
          POST   /call/ID/answer    the answer to it; 204
          POST   /call/ID           another offer in mid-call; 200 with the answer
          POST   /call/ID/offer     200 with another offer of ours; ?add=video, ?direction=inactive,
                                    ?ice=restart
          DELETE /call/ID/offer     takes that back; 204
          GET    /calls /healthz /metrics"""
                .formatted(RelayOptions.HELP);
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        EchoOptions options = EchoOptions.parse(arguments);
        if (options.isPrivate() && options.relays().isEmpty()) {
            out.println(
                    "With --privacy on a relay is needed: give --relay turn:HOST:PORT with"
                            + " --username and --password.");
            return ExitCode.NO_RELAY_CONFIGURED;
        }
        try (EchoServer server = EchoServer.start(options)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(server::close, "calling-echo-shutdown"));
            out.println("Listening on http://" + server.address() + "/call");
            out.println(
                    options.isPrivate()
                            ? "Privacy is on: whoever calls learns the relay's address, and none"
                                    + " of yours."
                            : "Privacy is off: whoever calls learns your addresses.");
            new CountDownLatch(1).await(); // until the process is told to end
            return ExitCode.OK;
        } catch (IOException e) {
            out.println("Cannot listen on " + options.listen() + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
