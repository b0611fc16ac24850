package io.calling.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {
    static List<Page> pages() throws IOException {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsSomewhere(Page page) throws IOException {
        for (String link : page.links()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                Page linked = new Page(target, Files.readString(target));
                assertThat(linked.anchors()).as(link).contains(parts[1]);
            }
        }
    }

    @Test
    void eachReasonHasItsSectionAndEachSectionItsReason() throws IOException {
        assertThat(Page.of("docs/errors.md").sections())
                .containsExactlyElementsOf(
                        Arrays.stream(EndReason.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aReasonIsToldWithItsAdviceItsMeaningAndACure(EndReason reason) throws IOException {
        assertThat(Page.of("docs/errors.md").section(reason.name()))
                .contains("> " + reason.advice() + "\n")
                .contains("**What it means.** ")
                .contains("**What to do.** ");
    }

    @Test
    void theArchitectureLinksEachClassByItsName() throws IOException {
        Page page = Page.of("docs/architecture.md");
        List<MatchResult> classes =
                Pattern.compile("\\[(\\w+)]\\([^)]*/(\\w+)\\.java\\)")
                        .matcher(page.text())
                        .results()
                        .toList();
        assertThat(classes)
                .hasSizeGreaterThan(40)
                .allSatisfy(link -> assertThat(link.group(1)).isEqualTo(link.group(2)));
    }
}
