package io.calling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final String FIRST_CALL =
            "examples/src/main/java/io/calling/examples/readme/FirstCall.java";
    private static final String FIRST_TEST =
            "examples/src/test/java/io/calling/examples/readme/FirstTest.java";

    private final String readme = read("README.md");

    @Test
    void showsTheCodeThatIsCompiled() {
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(code.results().map(found -> found.group(1)))
                .containsExactly(snippet(FIRST_CALL), snippet(FIRST_TEST));
    }

    @Test
    void theSnippetIsShort() {
        assertThat(snippet(FIRST_CALL).lines().filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void namesEachModule() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            assertThat(directories.filter(directory -> Files.exists(directory.resolve("pom.xml"))))
                    .allSatisfy(
                            module ->
                                    assertThat(readme).contains("`" + module.getFileName() + "`"));
        }
    }

    private static String snippet(String file) {
        String source = read(file);
        List<String> lines =
                source.lines()
                        .dropWhile(line -> !line.strip().equals("// README: begin"))
                        .skip(1)
                        .takeWhile(line -> !line.strip().equals("// README: end"))
                        .toList();
        return String.join("\n", lines).stripIndent() + "\n";
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
