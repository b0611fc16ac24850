package io.calling.examples.mutations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One guard that is broken on purpose.
 *
 * @param row the row of {@code docs/leaks.md} that it guards
 * @param what what is broken, in words
 * @param file the source, from the project's directory
 * @param guard the piece of it that is replaced, spaces and breaks as they come
 * @param broken what takes its place
 * @param tests each of which must notice: {@code package.Class#method}
 */
record Mutation(
        String row, String what, String file, String guard, String broken, List<String> tests) {
    private static final String LIST = "mutations.txt";

    Mutation {
        tests = List.copyOf(tests);
        if (guard.isEmpty() || tests.isEmpty()) {
            throw new IllegalArgumentException("a mutation needs a guard and a test: " + what);
        }
    }

    /** All of them, in the order of their rows. */
    static List<Mutation> all() {
        try (InputStream list = Mutation.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\\n\\s*\\n", -1)).map(Mutation::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First {@code row what}, then lines that begin with @ (file), -, + and > (test). */
    private static Mutation parse(String block) {
        List<String> lines = block.strip().lines().toList();
        String head = lines.get(0);
        return new Mutation(
                head.substring(0, 3),
                head.substring(4),
                String.join("", after('@', lines)),
                String.join("\n", after('-', lines)),
                String.join("\n", after('+', lines)),
                after('>', lines));
    }

    private static List<String> after(char mark, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.charAt(0) == mark) {
                found.add(line.substring(1).strip());
            }
        }
        return found;
    }

    /**
     * The source with the guard broken.
     *
     * @throws IllegalStateException if the guard is not in it exactly once
     */
    String apply(String source) {
        Pattern pattern =
                Pattern.compile(
                        Arrays.stream(guard.strip().split("\\s+", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining("\\s+")));
        if (pattern.matcher(source).results().count() != 1) {
            throw new IllegalStateException("not exactly once in " + file + ": " + guard);
        }
        return pattern.matcher(source).replaceFirst(Matcher.quoteReplacement(broken));
    }
}
