package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** libsrtp2, in a small C program that works a slice whenever it is told to. */
final class LibsrtpContestant implements Contestant {
    private static final Path SOURCE = Path.of("src/main/c/srtp_slices.c");
    private static final Path PROGRAM = Path.of("target/srtp_slices");

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private LibsrtpContestant(Process process) {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
    }

    /**
     * Compiles the program; false if there is no compiler or no libsrtp2.
     *
     * @param prefix where a libsrtp2 of one's own is installed; empty for the system's
     */
    static boolean compile(String prefix) throws IOException, InterruptedException {
        if (prefix.isEmpty() && !Files.exists(Path.of("/usr/include/srtp2/srtp.h"))) {
            return false;
        }
        List<String> command =
                new ArrayList<>(List.of("gcc", "-O2", "-o", program(prefix), SOURCE.toString()));
        if (!prefix.isEmpty()) {
            command.add("-I" + prefix + "/include");
            command.add("-L" + prefix + "/lib");
            command.add("-Wl,-rpath," + prefix + "/lib");
        }
        command.add("-lsrtp2");
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String program(String prefix) {
        return PROGRAM + (prefix.isEmpty() ? "" : "_own");
    }

    static LibsrtpContestant start(String prefix, SrtpProfile profile, int payloadBytes)
            throws IOException {
        return new LibsrtpContestant(
                new ProcessBuilder(program(prefix), profile.name(), Integer.toString(payloadBytes))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    @Override
    public Slice slice() {
        try {
            in.write("slice\n");
            in.flush();
            String[] nanos = out.readLine().split(" ", 2);
            return new Slice(Double.parseDouble(nanos[0]), Double.parseDouble(nanos[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
