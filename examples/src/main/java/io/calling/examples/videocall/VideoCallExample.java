package io.calling.examples.videocall;

import io.calling.EndReason;
import io.calling.examples.Example;
import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import io.calling.examples.web.Browsing;
import io.calling.examples.web.PageRelay;
import io.calling.examples.web.WebServer;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Waits for one call from the page, and ends when it is over. */
public final class VideoCallExample implements Example {
    private static final long LINGER_MILLIS = 500;

    @Override
    public String name() {
        return "video-call";
    }

    @Override
    public String summary() {
        return "a video call with a browser, played from files and recorded to files";
    }

    @Override
    public String help() {
        return VideoCallOptions.HELP;
    }

    @Override
    public ExitCode run(List<String> arguments, PrintStream out)
            throws UsageException, InterruptedException {
        VideoCallOptions options = VideoCallOptions.parse(arguments);
        Clip clip = Clip.read(options);
        try (PageRelay relay = PageRelay.open(options.line());
                VideoCall call = new VideoCall(options, clip, relay);
                WebServer web = serve(options, call)) {
            // Hangs up and completes the files where somebody stops the program in mid-call.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(call::close, "calling-video-call-shutdown"));
            String page = "http://" + web.address() + "/";
            out.println("Open " + page + " in a browser, and call.");
            out.println("Relays: " + relay.description() + ".");
            if (options.opensPage()) {
                Browsing.show(page);
            }
            VideoCall.Outcome outcome = call.outcome().get();
            Thread.sleep(LINGER_MILLIS); // the page gets its last answer
            return told(outcome, out);
        } catch (ExecutionException e) {
            out.println("The recording could not be written to " + options.out() + ".");
            return ExitCode.FAILED;
        } catch (IOException e) {
            out.println(
                    "Cannot listen on "
                            + options.listen()
                            + ": choose another address with --listen HOST:PORT.");
            return ExitCode.FAILED;
        }
    }

    private static WebServer serve(VideoCallOptions options, VideoCall call) throws IOException {
        WebServer.Builder web = WebServer.builder().page("video-call.html");
        Arrays.asList(
                        "video-call.js",
                        "call.css",
                        "icon.svg",
                        "media.js",
                        "page.js",
                        "peer.js",
                        "shield.js",
                        "signaling.js")
                .forEach(web::file);
        web.get("/api/setup", fields -> call.setup());
        web.get("/api/call", fields -> call.facts());
        web.post("/api/call", call::answer);
        web.post("/api/hang-up", fields -> call.hangUp());
        return web.start(options.listen());
    }

    private static ExitCode told(VideoCall.Outcome outcome, PrintStream out) {
        CallRecorder.Recorded recorded = outcome.recorded();
        if (recorded == null) {
            out.println("There was no call: " + outcome.reason().advice());
            return ExitCode.of(outcome.reason());
        }
        out.printf("Played: %d pictures, with sound.%n", outcome.framesPlayed());
        out.printf("Seen:   %d pictures, %s%n", recorded.frames(), recorded.pictures());
        out.printf("Heard:  %d packets, %s%n", recorded.packets(), recorded.sound());
        out.printf("Play them: ffplay %s%n", recorded.pictures());
        if (recorded.frames() == 0 || recorded.packets() == 0) {
            return ExitCode.NOT_HEARD;
        }
        return outcome.reason() == EndReason.HUNG_UP ? ExitCode.OK : ExitCode.of(outcome.reason());
    }
}
