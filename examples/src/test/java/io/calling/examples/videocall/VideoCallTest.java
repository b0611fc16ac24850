package io.calling.examples.videocall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import io.calling.examples.web.Chromium;
import io.calling.testkit.await.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call with Chromium, whose files other programs than ours can play. */
class VideoCallTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Pattern PAGE = Pattern.compile("http://[^ ]+/");

    @TempDir Path directory;

    private final ByteArrayOutputStream story = new ByteArrayOutputStream();

    private CompletableFuture<ExitCode> run(String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new VideoCallExample()
                                .run(
                                        List.of(arguments),
                                        new PrintStream(story, true, StandardCharsets.UTF_8));
                    } catch (UsageException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> new Thread(task, "video-call").start());
    }

    private String story() {
        return story.toString(StandardCharsets.UTF_8);
    }

    private String page() {
        Matcher page = PAGE.matcher("");
        assertThat(Eventually.holds(Duration.ofSeconds(30), () -> page.reset(story()).find()))
                .isTrue();
        return page.group();
    }

    @Test
    void theFilesOfACallCanBePlayed() throws Exception {
        Tools.require("chromium", "chromedriver", "python3");
        CompletableFuture<ExitCode> exit =
                run("--listen", "127.0.0.1:0", "--no-open", "--out", directory.toString());
        try (Chromium anna = Chromium.open(directory.resolve("anna"))) {
            anna.look(1200, false);
            anna.go(page());
            anna.click("#call");
            anna.awaitText("status", "^In call$");
            anna.await("document.getElementById('stage').dataset.picture === 'live'");
            anna.await("document.getElementById('theirs').currentTime > 4");
            anna.await("document.querySelector('.verdict').textContent === 'Only the relay'");
            assertThat(anna.value("document.getElementById('theirs').videoWidth")).isEqualTo("320");
            assertThat(anna.illegible()).isEmpty();
            anna.screenshot(PICTURES.resolve("8-video-call.png"));
            anna.click("#hang-up");
            anna.awaitText("pictures", "seen.ivf");
            anna.look(390, true);
            assertThat(anna.illegible()).isEmpty();
            anna.screenshot(PICTURES.resolve("9-recorded-390-dark.png"));
        }
        assertThat(exit.get(30, TimeUnit.SECONDS)).as("%s", story()).isEqualTo(ExitCode.OK);
        check(directory);
    }

    private void check(Path files) throws Exception {
        Path script = directory.resolve("play.py");
        try (InputStream source = VideoCallTest.class.getResourceAsStream("play.py")) {
            Files.copy(source, script);
        }
        try (Program player =
                Program.start(List.of("/usr/bin/python3", script.toString(), files.toString()))) {
            assertThat(player.exitCode(Duration.ofSeconds(60))).as("%s", player.output()).isZero();
            String played = String.join("\n", player.output());
            assertThat(number(played, "frames")).isGreaterThan(30);
            assertThat(number(played, "errors")).isZero();
            assertThat(number(played, "width")).isGreaterThanOrEqualTo(160);
            assertThat(number(played, "pictureSeconds")).isGreaterThan(2);
            assertThat(number(played, "loudness")).isGreaterThan(0.001);
            // Both keep the time of the call; the last pictures of a busy machine come late.
            assertThat(number(played, "soundSeconds") - number(played, "pictureSeconds"))
                    .isBetween(-3.0, 3.0);
        }
    }

    private static double number(String text, String name) {
        Matcher matcher = Pattern.compile(name + " (\\S+)").matcher(text);
        assertThat(matcher.find()).as("%s in %s", name, text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void aFileThatCannotBePlayedIsRefusedBeforeAnythingElse() throws Exception {
        Path text = Files.writeString(directory.resolve("text.ivf"), "no video in here, nor sound");
        assertThatThrownBy(
                        () ->
                                new VideoCallExample()
                                        .run(
                                                List.of("--pictures", text.toString()),
                                                new PrintStream(story)))
                .isInstanceOf(UsageException.class)
                .hasMessage("Option '--pictures' cannot play '" + text + "': it is no IVF file.");
    }
}
