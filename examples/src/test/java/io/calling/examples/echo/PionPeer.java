package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Debian's Pion, in a program that calls the echo server: built once, without the network. */
final class PionPeer {
    private static final String PACKAGE = "golang-github-pion-webrtc.v3-dev";
    private static final Path LIBRARIES = Path.of("/usr/share/gocode");
    private static final List<String> SOURCES = List.of("pion-peer.go", "pion-session.go");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static @Nullable Path program;

    private PionPeer() {}

    static List<String> command(Certificate trusted, Map<String, String> asked)
            throws IOException, InterruptedException {
        return List.of(
                "env",
                "SSL_CERT_FILE=" + trusted.file(),
                program().toString(),
                AiortcPeer.json(asked));
    }

    private static synchronized Path program() throws IOException, InterruptedException {
        Tools.require("go");
        Tools.requireFile(LIBRARIES.resolve("src/github.com/pion/webrtc"), PACKAGE);
        if (program == null) {
            program = build();
        }
        return program;
    }

    private static Path build() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("pion-peer");
        Path built = directory.resolve("pion-peer");
        directory.toFile().deleteOnExit(); // the last that is named is the first to go
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "GOPATH=" + LIBRARIES,
                                "GO111MODULE=off",
                                "go",
                                "build",
                                "-o",
                                built.toString()));
        for (String name : SOURCES) {
            Path source = AiortcPeer.resource(directory, name);
            source.toFile().deleteOnExit();
            command.add(source.toString());
        }
        built.toFile().deleteOnExit();
        try (Program compiler = Program.start(command)) {
            assertThat(compiler.exitCode(PATIENCE)).as("%s", compiler.output()).isZero();
        }
        return built;
    }
}
