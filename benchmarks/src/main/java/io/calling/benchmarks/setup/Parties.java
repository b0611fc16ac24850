package io.calling.benchmarks.setup;

import io.calling.benchmarks.hosts.Commands;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Relay;
import io.calling.benchmarks.hosts.Switch;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two parties of each contestant, each a program on its host, which live as long as this. */
final class Parties implements AutoCloseable {
    private static final List<String> CHROMIUM =
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

    private final List<Process> processes = new ArrayList<>();
    private final Path directory;

    Parties(Path directory) {
        this.directory = directory;
    }

    void start(Contestant contestant) throws IOException {
        for (Host host : List.of(Host.CALLER, Host.CALLEE)) {
            String name = contestant.name(host);
            List<String> command =
                    contestant == Contestant.CALLING ? calling(host, name) : chromium(host, name);
            Path log = directory.resolve(name + ".log");
            processes.add(
                    new ProcessBuilder(Commands.on(host, command))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start());
        }
    }

    private static String base(Host host) {
        return "http://" + host.gateway() + ":" + Switch.PORT;
    }

    private static String turn(Host host) {
        return "turn:" + host.gateway() + ":3478?transport=udp";
    }

    private static List<String> calling(Host host, String name) {
        return Commands.java(
                CallingParty.class, base(host), name, turn(host), Relay.USERNAME, Relay.PASSWORD);
    }

    private List<String> chromium(Host host, String name) throws IOException {
        Path profile = Files.createDirectories(directory.resolve(name));
        List<String> command = new ArrayList<>(CHROMIUM);
        // The page is no secure origin to a browser, which hides decoded audio from others.
        command.add("--unsafely-treat-insecure-origin-as-secure=" + base(host));
        command.add("--user-data-dir=" + profile);
        command.add(
                base(host)
                        + "/?name="
                        + name
                        + "&turn="
                        + URLEncoder.encode(turn(host), StandardCharsets.UTF_8)
                        + "&username="
                        + Relay.USERNAME
                        + "&password="
                        + Relay.PASSWORD);
        return command;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Commands.await(process);
        }
    }
}
