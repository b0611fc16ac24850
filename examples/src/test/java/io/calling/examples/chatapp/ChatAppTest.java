package io.calling.examples.chatapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.ExitCode;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatAppTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private PrintStream terminal() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Test
    void playsItsScriptAndTellsItInWords() throws Exception {
        ExitCode code = new ChatAppExample().run(List.of("--no-wait"), terminal());
        assertThat(said())
                .contains("Bob's phone   rings: alice calls. Why it may: ")
                .contains("Bob's desk    rings: alice calls.")
                .contains("Bob's desk    stops ringing. Another of your devices took the call")
                .contains("the same words on both: nobody is in between")
                .contains("Bob's phone   is asked for video.")
                .contains("(no camera is open yet)")
                .contains("Alice         sees, and is seen.")
                .contains("Alice         sees nothing any more, and the camera is off.")
                .contains("talks, encrypted: DTLS 1.")
                .contains("(nobody heard \"busy\")")
                .contains("(nothing rang at Bob's, and nothing was sent to Carol: she cannot tell)")
                .contains("Alice         relayed because they asked.")
                .contains("Carol         the call is over. Nobody answered: try later.")
                .doesNotContain("rings: carol")
                .contains("All of it happened as told.");
        assertThat(code).isEqualTo(ExitCode.OK);
    }

    @Test
    void whatDoesNotHoldIsNotClaimed() {
        Teller teller = new Teller(terminal(), Optional.empty());
        assertThat(teller.explain(false, "all is well", "it is not")).isFalse();
        assertThat(said()).contains("(it is not)").doesNotContain("all is well");
    }

    @Test
    void whoeverWatchesMayLeave() throws Exception {
        Teller teller =
                new Teller(terminal(), Optional.of(new BufferedReader(new StringReader("q\n"))));
        assertThat(teller.scene("The first.")).isTrue();
        assertThat(teller.scene("The second.")).isFalse();
        assertThat(said()).contains("1. The first.").doesNotContain("The second.");
    }

    /** In a real terminal, which {@code script} gives it, each scene waits for Enter. */
    @Test
    void waitsForEnterInATerminal() throws IOException, InterruptedException {
        Tools.require("script");
        String command =
                String.join(
                        " ",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path").replace(File.pathSeparator, ":"),
                        "io.calling.examples.Main",
                        "chat-app");
        try (Program app = Program.start(List.of("script", "-qec", command, "/dev/null"))) {
            for (int scene = 1; scene < 6; scene++) {
                app.awaitLines("Press Enter to go on", scene);
                app.type("\n");
            }
            assertThat(app.exitCode(Duration.ofSeconds(60))).isZero();
            assertThat(app.output()).anyMatch(line -> line.contains("All of it happened as told."));
        }
    }
}
