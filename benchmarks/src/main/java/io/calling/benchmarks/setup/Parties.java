package io.calling.benchmarks.setup;

import io.calling.benchmarks.hosts.Chromium;
import io.calling.benchmarks.hosts.Commands;
import io.calling.benchmarks.hosts.Host;
import io.calling.benchmarks.hosts.Programs;
import io.calling.benchmarks.hosts.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The two parties of each contestant. */
final class Parties implements AutoCloseable {
    private final Programs programs;
    private final Path directory;

    Parties(Path directory) {
        this.programs = new Programs(directory);
        this.directory = directory;
    }

    void start(Contestant contestant) throws IOException {
        for (Host host : List.of(Host.CALLER, Host.CALLEE)) {
            String name = contestant.name(host);
            programs.start(
                    host,
                    name,
                    contestant == Contestant.CALLING
                            ? calling(host, name)
                            : Chromium.command(host, name, directory));
        }
    }

    private static List<String> calling(Host host, String name) {
        return Commands.java(
                CallingParty.class,
                Chromium.base(host),
                name,
                Relay.uri(host),
                Relay.USERNAME,
                Relay.PASSWORD);
    }

    @Override
    public void close() {
        programs.close();
    }
}
