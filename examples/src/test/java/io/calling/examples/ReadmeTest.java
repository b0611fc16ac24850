package io.calling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final String PROOF =
            "\\]\\((docs/|benchmarks/|\\.ci/|calling-|examples/src/test/)";
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
    void eachPromiseLinksWhatProvesIt() {
        List<String> promises =
                Pattern.compile("(?ms)^\\d\\. \\*\\*.*?(?=^\\d\\. |\\R\\R)")
                        .matcher(readme)
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(promises)
                .hasSize(4)
                .allSatisfy(promise -> assertThat(promise).containsPattern(PROOF));
    }

    @Test
    void whatIsSaidOfUsInATableIsLinkedOrALimit() {
        List<String> cells =
                Pattern.compile("(?m)^\\| [^|]+ \\| ([^|]+) \\| [^|]* \\|$")
                        .matcher(section("What you get, what others give"))
                        .results()
                        .map(found -> found.group(1))
                        .filter(cell -> !cell.equals("Calling"))
                        .toList();
        assertThat(cells).hasSizeGreaterThan(10);
        assertThat(cells.stream().filter(cell -> !cell.matches(".*" + PROOF + ".*")))
                .containsExactly(
                        "passed on as the app encodes it", "young, not reviewed from outside");
    }

    @Test
    void thePictureIsSmall() throws IOException {
        assertThat(readme).contains("(docs/browser-call.png)");
        assertThat(Files.size(ROOT.resolve("docs/browser-call.png"))).isBetween(1_000L, 150_000L);
    }

    private String section(String title) {
        int from = readme.indexOf("## " + title + "\n");
        assertThat(from).as(title).isNotNegative();
        return readme.substring(from, readme.indexOf("\n## ", from));
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
