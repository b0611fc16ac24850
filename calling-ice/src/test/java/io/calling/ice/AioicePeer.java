package io.calling.ice;

import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** aioice in a process of its own: an ICE agent that is not ours. */
final class AioicePeer implements AutoCloseable {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final Path script;
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    final List<String> candidateLines = new ArrayList<>();
    IceCredentials credentials;

    private AioicePeer(Path script, Process process) {
        this.script = script;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Skips the test where aioice is missing, unless the peers are required. */
    static void assumeInstalled() {
        boolean installed = imports();
        if (!installed && Boolean.parseBoolean(System.getenv("CALLING_REQUIRE_PEERS"))) {
            throw new AssertionError("aioice is not installed, and CALLING_REQUIRE_PEERS is set");
        }
        Assumptions.assumeTrue(installed, "aioice is not installed");
    }

    private static boolean imports() {
        try {
            return Files.isExecutable(PYTHON)
                    && new ProcessBuilder(PYTHON.toString(), "-c", "import aioice")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static AioicePeer relayed(IceRole role, Coturn coturn) {
        return start(role, "relay", coturn);
    }

    static AioicePeer direct(IceRole role, Coturn coturn) {
        return start(role, "all", coturn);
    }

    private static AioicePeer start(IceRole role, String policy, Coturn coturn) {
        try (InputStream source = AioicePeer.class.getResourceAsStream("aioice_peer.py")) {
            Path script = Files.createTempFile("aioice", ".py");
            Files.write(script, source.readAllBytes());
            Process process =
                    new ProcessBuilder(
                                    PYTHON.toString(),
                                    script.toString(),
                                    role == IceRole.CONTROLLING ? "controlling" : "controlled",
                                    policy,
                                    coturn.address().getHostString(),
                                    Integer.toString(coturn.address().getPort()),
                                    Coturn.USERNAME,
                                    Coturn.PASSWORD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            AioicePeer peer = new AioicePeer(script, process);
            peer.readOffer();
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOffer() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            String[] words = line.split(" ", 3);
            if (words[0].equals("credentials")) {
                credentials = new IceCredentials(words[1], words[2]);
            } else if (words[0].equals("candidate")) {
                candidateLines.add("candidate:" + line.substring("candidate ".length()));
            } else {
                return;
            }
        }
        throw new AssertionError("aioice ended before it offered anything");
    }

    /** Gives it our offer; it connects. */
    void answer(IceCredentials ours, List<Candidate> candidates) {
        try {
            in.write("credentials " + ours.userFragment() + " " + ours.password() + "\n");
            for (Candidate candidate : candidates) {
                String line = candidate.toLine();
                in.write("candidate " + line.substring("candidate:".length()) + "\n");
            }
            in.write("end\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitConnected() {
        CompletableFuture<String> line =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return out.readLine();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        if (!"connected".equals(Await.result(line))) {
            throw new AssertionError("aioice did not connect");
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
