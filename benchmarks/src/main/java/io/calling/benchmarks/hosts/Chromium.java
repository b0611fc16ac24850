package io.calling.benchmarks.hosts;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A browser that is a party of calls, and loads the page of the {@link Switch}. */
public final class Chromium {
    private static final List<String> COMMAND =
            List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--autoplay-policy=no-user-gesture-required",
                    "--disable-features=LocalNetworkAccessChecks",
                    "--disable-background-timer-throttling",
                    "--disable-renderer-backgrounding");

    private Chromium() {}

    /** Where a host finds the switch. */
    public static String base(Host host) {
        return "http://" + host.gateway() + ":" + Switch.PORT;
    }

    /**
     * The command that starts it.
     *
     * @param name of the party, and of its profile in {@code directory}
     */
    public static List<String> command(Host host, String name, Path directory) throws IOException {
        Path profile = Files.createDirectories(directory.resolve(name));
        List<String> command = new ArrayList<>(COMMAND);
        // The page is no secure origin to a browser, which hides decoded audio from others.
        command.add("--unsafely-treat-insecure-origin-as-secure=" + base(host));
        command.add("--user-data-dir=" + profile);
        command.add(
                base(host)
                        + "/?name="
                        + name
                        + "&turn="
                        + URLEncoder.encode(Relay.uri(host), StandardCharsets.UTF_8)
                        + "&username="
                        + Relay.USERNAME
                        + "&password="
                        + Relay.PASSWORD);
        return command;
    }
}
