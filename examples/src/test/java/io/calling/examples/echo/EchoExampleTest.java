package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.ExitCode;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line of {@code echo} refuses. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class})
class EchoExampleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Privacy is on where nothing is said of it. */
    @ParameterizedTest
    @ValueSource(strings = {"--listen 127.0.0.1:0 --privacy on", "--listen 127.0.0.1:0"})
    void L06_withPrivacyAndWithoutARelayItRefusesToStartInOneSentence(String arguments)
            throws Exception {
        ExitCode code =
                new EchoExample()
                        .run(
                                List.of(arguments.split(" ", -1)),
                                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(ExitCode.NO_RELAY_CONFIGURED);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("--relay")
                .matches("[A-Z][^.]*\\.");
    }
}
