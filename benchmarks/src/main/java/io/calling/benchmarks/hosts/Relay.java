package io.calling.benchmarks.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** coturn, on the router. */
public final class Relay implements AutoCloseable {
    public static final String USERNAME = "user";
    public static final String PASSWORD = "password";

    private final Process process;

    private Relay(Process process) {
        this.process = process;
    }

    /** Where a host finds it. */
    public static String uri(Host host) {
        return "turn:" + host.gateway() + ":3478?transport=udp";
    }

    /** Starts it; its files go to {@code directory}. */
    public static Relay start(Path directory) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("turnserver", "-n", "--log-file=stdout", "--no-cli", "--no-tls"));
        command.addAll(List.of("--verbose", "--no-dtls", "--no-tcp-relay", "--lt-cred-mech"));
        command.add("--realm=relay.example");
        command.add("--user=" + USERNAME + ":" + PASSWORD);
        command.add("--userdb=" + directory.resolve("turndb"));
        command.add("--pidfile=" + directory.resolve("turnserver.pid"));
        command.add("--listening-ip=" + Host.CALLER.gateway());
        command.add("--listening-ip=" + Host.CALLEE.gateway());
        command.add("--relay-ip=" + Host.ROUTER.address());
        return new Relay(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits until it listens on both networks. */
    public void awaitListening() throws IOException {
        BufferedReader out = process.inputReader();
        int listeners = 0;
        while (listeners < 2) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("coturn ended");
            }
            listeners += line.contains("UDP listener opened") ? 1 : 0;
        }
        Thread reader = new Thread(() -> out.lines().forEach(line -> {}), "coturn's output");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        process.destroy();
        Commands.await(process);
    }
}
