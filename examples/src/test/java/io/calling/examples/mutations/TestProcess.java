package io.calling.examples.mutations;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runs tests of all modules in another process, some of its classes replaced. */
final class TestProcess {
    private static final Pattern RESULT =
            Pattern.compile("^result (\\S+) \\[(\\d+), (\\d+), (\\d+)]$", Pattern.MULTILINE);

    /** What became of one test. */
    record Counts(int passed, int failed, int skipped) {}

    private final Path root;

    TestProcess(Path root) {
        this.root = root;
    }

    /** Everything that tests of any module need. */
    String classPath() {
        List<String> parts = new ArrayList<>();
        for (String module :
                List.of("calling-ice", "calling-srtp", "calling-core", "calling-testkit")) {
            parts.add(root.resolve(module).resolve("target/test-classes").toString());
        }
        parts.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        return String.join(File.pathSeparator, parts);
    }

    /** The counts of each test. */
    Map<String, Counts> run(List<String> tests, Path directory)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(directory.resolve("classes") + File.pathSeparator + classPath());
        command.add(RunTests.class.getName());
        command.addAll(tests);
        Process process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the tests do not end: " + tests);
            }
        } finally {
            process.destroyForcibly();
        }
        return counts(Files.readString(output), tests);
    }

    private static Map<String, Counts> counts(String output, List<String> tests) {
        Map<String, Counts> counts = new LinkedHashMap<>();
        RESULT.matcher(output).results().forEach(line -> counts.put(line.group(1), read(line)));
        if (!counts.keySet().containsAll(tests)) {
            throw new IllegalStateException("tests without a result:\n" + output);
        }
        return counts;
    }

    private static Counts read(MatchResult line) {
        return new Counts(
                Integer.parseInt(line.group(2)),
                Integer.parseInt(line.group(3)),
                Integer.parseInt(line.group(4)));
    }
}
