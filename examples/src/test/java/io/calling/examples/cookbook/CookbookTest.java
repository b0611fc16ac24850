package io.calling.examples.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CookbookTest {
    /** What the reactor has no dependencies for is compiled and run by .ci/consumers. */
    private static final List<String> SOURCES =
            List.of(
                    "src/main/java/io/calling/examples/cookbook/Recipes.java",
                    "../.ci/consumers/spring-boot/src/main/java/app/CallingAutoConfiguration.java",
                    "../.ci/consumers/android/src/main/app/AndroidMicrophone.java",
                    "../.ci/consumers/android/src/main/app/AndroidCall.java");

    private static final Pattern SHOWN = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern RECIPE =
            Pattern.compile("(?ms)^ *// cookbook: (?!end)[^\n]*\n(.*?)^ *// cookbook: end$");

    @Test
    void showsEachRecipeAsItIsCompiledAndNothingElse() throws IOException {
        List<String> compiled = new ArrayList<>();
        for (String source : SOURCES) {
            RECIPE.matcher(Files.readString(Path.of(source)))
                    .results()
                    .forEach(found -> compiled.add(code(found.group(1))));
        }
        List<String> shown = new ArrayList<>();
        SHOWN.matcher(Files.readString(Path.of("../docs/cookbook.md")))
                .results()
                .map(found -> found.group(1))
                .filter(code -> !code.startsWith("import "))
                .forEach(shown::add);
        assertThat(compiled).hasSizeGreaterThan(8);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(compiled);
    }

    /** Without the indentation; an empty last line would count as one without any. */
    private static String code(String lines) {
        return lines.stripTrailing().stripIndent() + "\n";
    }
}
