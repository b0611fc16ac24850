package io.calling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main main =
            new Main(
                    List.of(new Echoing("first"), new Echoing("second")),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void theFirstExampleIsTheDefault() throws InterruptedException {
        assertThat(main.run()).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("first []");
    }

    @Test
    void optionsAloneGoToTheDefault() throws InterruptedException {
        assertThat(main.run("--x", "1")).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("first [--x, 1]");
    }

    @Test
    void theFirstArgumentChooses() throws InterruptedException {
        assertThat(main.run("second", "--x")).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("second [--x]");
    }

    @Test
    void anUnknownExampleIsRefusedInOneSentence() throws InterruptedException {
        assertThat(main.run("third")).isEqualTo(2);
        assertThat(text(err).lines()).containsExactly("There is no example 'third'. Try --help.");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void badOptionsAreRefusedInOneSentence() throws InterruptedException {
        assertThat(main.run("second", "--bad")).isEqualTo(2);
        assertThat(text(err).lines()).containsExactly("Unknown option '--bad'. Try --help.");
    }

    @Test
    void helpListsExamplesOptionsAndExitCodes() throws InterruptedException {
        assertThat(main.run("--help")).isZero();
        assertThat(text(out)).contains("first", "second", "help of second", "Exit codes:", " 13  ");
    }

    @Test
    void helpOnOneExampleIsAboutThatOne() throws InterruptedException {
        assertThat(main.run("second", "--help")).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("help of second");
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void eachEndReasonHasAnExitCode(EndReason reason) {
        assertThat(ExitCode.of(reason).code()).isGreaterThanOrEqualTo(10);
        assertThat(ExitCode.of(reason).meaning()).isNotBlank();
    }

    @Test
    void exitCodesDiffer() {
        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private record Echoing(String name) implements Example {
        @Override
        public String summary() {
            return "repeats";
        }

        @Override
        public String help() {
            return "help of " + name;
        }

        @Override
        public ExitCode run(List<String> arguments, PrintStream out) throws UsageException {
            if (arguments.contains("--bad")) {
                throw new UsageException("Unknown option '--bad'.");
            }
            out.println(name + " " + arguments);
            return ExitCode.OK;
        }
    }
}
