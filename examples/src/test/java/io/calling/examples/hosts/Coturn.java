package io.calling.examples.hosts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's coturn, with one user. */
public final class Coturn implements AutoCloseable {
    /** The user. */
    public static final String USERNAME = "ephemeral-user";

    /** The user's password. */
    public static final String PASSWORD = "ephemeral-password";

    private final Program program;

    private Coturn(Program program) {
        this.program = program;
    }

    /**
     * Starts it.
     *
     * @param prefix of the command, to choose a host
     * @param directory for its files
     * @param listening the addresses to listen at
     * @param port to listen at
     * @param relay the address of allocations
     */
    public static Coturn start(
            List<String> prefix, Path directory, List<String> listening, int port, String relay)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("turnserver", "-n", "--verbose", "--log-file=stdout", "--no-cli"));
        command.addAll(List.of("--no-tls", "--no-dtls", "--no-tcp-relay", "--lt-cred-mech"));
        command.addAll(List.of("--realm=relay.example", "--allow-loopback-peers"));
        command.add("--user=" + USERNAME + ":" + PASSWORD);
        command.add("--userdb=" + directory.resolve("turndb"));
        command.add("--pidfile=" + directory.resolve("turnserver.pid"));
        command.add("--listening-port=" + port);
        listening.forEach(address -> command.add("--listening-ip=" + address));
        command.add("--relay-ip=" + relay);
        Coturn coturn = new Coturn(Program.start(command));
        coturn.program.awaitLine("UDP listener opened on: " + listening.get(0) + ":" + port);
        return coturn;
    }

    /** What it has printed. */
    public List<String> output() {
        return program.output();
    }

    @Override
    public void close() {
        program.close();
    }
}
