package io.calling.benchmarks.dtls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenSSL, in a small C program that works a slice whenever it is told to. */
final class OpenSslHandshakes implements Contestant {
    private static final Path SOURCE = Path.of("src/main/c/dtls_slices.c");
    private static final Path PROGRAM = Path.of("target/dtls_slices");

    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    private OpenSslHandshakes(Process process) {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
    }

    /** Compiles the program; needs a compiler and OpenSSL's headers (Debian: gcc, libssl-dev). */
    static void compile() throws IOException, InterruptedException {
        Files.createDirectories(PROGRAM.toAbsolutePath().getParent());
        int status =
                new ProcessBuilder(
                                "gcc",
                                "-O2",
                                "-o",
                                PROGRAM.toString(),
                                SOURCE.toString(),
                                "-lssl",
                                "-lcrypto")
                        .inheritIO()
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IOException("gcc or libssl-dev is missing");
        }
    }

    /**
     * @param groups by OpenSSL's names; P-256 has to be among them for the certificates' sake
     * @param sharedContexts whether all handshakes share two contexts, or each has its own two
     */
    static OpenSslHandshakes start(String groups, boolean sharedContexts) throws IOException {
        return new OpenSslHandshakes(
                new ProcessBuilder(
                                List.of(
                                        PROGRAM.toString(),
                                        groups,
                                        sharedContexts ? "shared" : "own"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    @Override
    public Slice slice() {
        try {
            in.write("slice\n");
            in.flush();
            String[] micros = out.readLine().split(" ", 2);
            return new Slice(Double.parseDouble(micros[0]), Double.parseDouble(micros[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
