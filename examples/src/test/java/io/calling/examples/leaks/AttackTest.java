package io.calling.examples.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test method that carries the numbers of the rows that it plays.
 *
 * @param module the module that it is in
 * @param className without its package
 * @param method {@code L02_L09_nameOfTheTest}
 */
record AttackTest(String module, String className, String method) {
    private static final Pattern METHOD = Pattern.compile("void\\s+((?:L\\d\\d_)+\\w+)\\s*\\(");
    private static final Pattern NUMBER = Pattern.compile("L\\d\\d(?=_)");

    String name() {
        return className + "." + method;
    }

    boolean plays(LeakRow row) {
        Matcher numbers = NUMBER.matcher(method);
        while (numbers.find() && numbers.start() % 4 == 0) {
            if (numbers.group().equals(row.number())) {
                return true;
            }
        }
        return false;
    }

    /** Every one in the test sources below a directory of modules, in the order of names. */
    static List<AttackTest> in(Path root) throws IOException {
        List<AttackTest> found = new ArrayList<>();
        for (Path module : modules(root)) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                    addFrom(file, module.getFileName().toString(), found);
                }
            }
        }
        found.sort(Comparator.comparing(AttackTest::name).thenComparing(AttackTest::module));
        return found;
    }

    static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isDirectory(child.resolve("src/test/java")))
                    .sorted()
                    .toList();
        }
    }

    private static void addFrom(Path file, String module, List<AttackTest> found)
            throws IOException {
        String className = file.getFileName().toString().replace(".java", "");
        METHOD.matcher(Files.readString(file))
                .results()
                .forEach(m -> found.add(new AttackTest(module, className, m.group(1))));
    }
}
