package io.calling.benchmarks.hosts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parties of calls, each a program on its host, which live as long as this. */
public final class Programs implements AutoCloseable {
    private final List<Process> processes = new ArrayList<>();
    private final Path directory;

    /**
     * None yet.
     *
     * @param directory for what they print
     */
    public Programs(Path directory) {
        this.directory = directory;
    }

    /** Starts one. */
    public void start(Host host, String name, List<String> command) throws IOException {
        Path log = directory.resolve(name + ".log");
        processes.add(
                new ProcessBuilder(Commands.on(host, command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
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
