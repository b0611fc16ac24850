package io.calling.examples.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What became of the tests that ran, as Surefire wrote it down in each module. */
final class TestReports {
    private static final List<String> NOT_PASSED = List.of("failure", "error", "skipped");

    private final Map<String, Integer> passed = new TreeMap<>();
    private final List<String> notPassed = new ArrayList<>();

    private TestReports() {}

    static TestReports in(Path root) throws IOException {
        TestReports reports = new TestReports();
        for (Path module : AttackTest.modules(root)) {
            Path directory = module.resolve("target/surefire-reports");
            if (Files.isDirectory(directory)) {
                reports.read(module.getFileName().toString(), directory);
            }
        }
        return reports;
    }

    /** How many cases of a test passed; 0 where it did not run, or not all of it passed. */
    int casesPassed(AttackTest test) {
        String key = key(test.module(), test.className(), test.method());
        return notPassed.contains(key) ? 0 : passed.getOrDefault(key, 0);
    }

    private void read(String module, Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
                NodeList cases = parse(file).getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    add(module, (Element) cases.item(i));
                }
            }
        }
    }

    private static Element parse(Path file) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no report of Surefire's", e);
        }
    }

    /** Cases of one method are called {@code method(Types)[n]}. */
    private void add(String module, Element testCase) {
        String className = testCase.getAttribute("classname");
        String method = testCase.getAttribute("name").replaceFirst("[^A-Za-z0-9_].*", "");
        String key = key(module, className.replaceFirst(".*\\.", ""), method);
        boolean bad = NOT_PASSED.stream().anyMatch(tag -> has(testCase, tag));
        if (bad) {
            notPassed.add(key);
        } else {
            passed.merge(key, 1, Integer::sum);
        }
    }

    private static boolean has(Element testCase, String tag) {
        return testCase.getElementsByTagName(tag).getLength() > 0;
    }

    private static String key(String module, String className, String method) {
        return module + " " + className + "." + method;
    }
}
