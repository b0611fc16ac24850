package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Debian's aiortc, as a program that calls the echo server. */
final class AiortcPeer {
    private static final String SCRIPT = "aiortc-peer.py";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private AiortcPeer() {}

    static List<String> command(Path directory, Certificate trusted, Map<String, String> asked)
            throws IOException {
        Tools.require("python3");
        return List.of(
                "env",
                "SSL_CERT_FILE=" + trusted.file(),
                "/usr/bin/python3",
                resource(directory, SCRIPT).toString(),
                json(asked));
    }

    /** What a program is asked, as its argument. */
    static String json(Map<String, String> asked) {
        return asked.entrySet().stream()
                .map(e -> '"' + e.getKey() + "\":" + value(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(String text) {
        return text.matches("[0-9]+") ? text : '"' + text + '"';
    }

    /** A copy of a file that stands beside this class. */
    static Path resource(Path directory, String name) throws IOException {
        Path copy = directory.resolve(name);
        if (!Files.exists(copy)) {
            try (InputStream source = AiortcPeer.class.getResourceAsStream(name)) {
                Files.copy(source, copy);
            }
        }
        return copy;
    }

    static Result result(List<String> command) throws IOException, InterruptedException {
        try (Program peer = Program.start(command)) {
            assertThat(peer.exitCode(PATIENCE)).as("%s", peer.output()).isZero();
            return new Result(
                    peer.output().stream()
                            .filter(text -> text.startsWith("RESULT "))
                            .findFirst()
                            .orElseThrow());
        }
    }
}
