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
    private static final Path RECIPES =
            Path.of("src/main/java/io/calling/examples/cookbook/Recipes.java");
    private static final Pattern SHOWN = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern RECIPE =
            Pattern.compile("(?ms)^ +// cookbook: (?!end)[^\n]*\n(.*?)^ +// cookbook: end$");

    @Test
    void showsEachRecipeAsItIsCompiledAndNothingElse() throws IOException {
        List<String> compiled = new ArrayList<>();
        RECIPE.matcher(Files.readString(RECIPES))
                .results()
                .forEach(found -> compiled.add(code(found.group(1))));
        List<String> shown = new ArrayList<>();
        SHOWN.matcher(Files.readString(Path.of("../docs/cookbook.md")))
                .results()
                .forEach(found -> shown.add(found.group(1)));
        assertThat(compiled).hasSizeGreaterThan(8);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(compiled);
    }

    /** Without the indentation; an empty last line would count as one without any. */
    private static String code(String lines) {
        return lines.stripTrailing().stripIndent() + "\n";
    }
}
