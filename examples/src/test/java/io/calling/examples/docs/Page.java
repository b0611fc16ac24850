package io.calling.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as Markdown. */
record Page(Path file, String text) {
    static final Path ROOT = Path.of("..");

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)$(.*?)(?=^## |\\z)");

    static Page of(String name) throws IOException {
        Path file = ROOT.resolve(name);
        return new Page(file, Files.readString(file));
    }

    /** All pages, each README among them. */
    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            List<String> names =
                    Stream.concat(
                                    Stream.of("README.md", "CHANGELOG.md", "benchmarks/README.md"),
                                    files.map(file -> "docs/" + file.getFileName())
                                            .filter(name -> name.endsWith(".md")))
                            .sorted()
                            .toList();
            Stream.Builder<Page> pages = Stream.builder();
            for (String name : names) {
                pages.add(of(name));
            }
            return pages.build().toList();
        }
    }

    /** What it links to, without other sites. */
    List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** Its headings as anchors. */
    List<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(
                        found ->
                                found.group(1)
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("[^a-z0-9 _-]", "")
                                        .replace(' ', '-'))
                .toList();
    }

    /** The sections of the second level: their titles, in order. */
    List<String> sections() {
        return SECTION.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** What stands under a title of the second level. */
    String section(String title) {
        Matcher section = SECTION.matcher(text);
        while (section.find()) {
            if (section.group(1).equals(title)) {
                return section.group(2);
            }
        }
        throw new AssertionError(file + " has no section " + title);
    }
}
