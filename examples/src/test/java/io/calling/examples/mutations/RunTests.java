package io.calling.examples.mutations;

import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test methods, one after the other, and prints a line for each: how many of its cases passed,
 * failed, and were skipped. In a process of its own, for ice4j's settings are a process's.
 */
final class RunTests implements TestExecutionListener {
    static final String RESULT = "result";

    private int passed;
    private int failed;
    private int skipped;

    private RunTests() {}

    /** Takes {@code package.Class#method}s. */
    public static void main(String[] args) {
        for (String method : args) {
            RunTests run = new RunTests();
            LauncherFactory.create().execute(request(method), run);
            List<Integer> counts = List.of(run.passed, run.failed, run.skipped);
            System.out.println(RESULT + " " + method + " " + counts);
        }
        System.exit(0);
    }

    /** Methods with parameters are found by their name all the same. */
    private static LauncherDiscoveryRequest request(String method) {
        String[] parts = method.split("#", -1);
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        try {
            Class<?> type = Class.forName(parts[0]);
            Arrays.stream(type.getDeclaredMethods())
                    .filter(declared -> declared.getName().equals(parts[1]))
                    .map(declared -> DiscoverySelectors.selectMethod(type, declared))
                    .forEach(request::selectors);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no such test: " + method, e);
        }
        return request.build();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case FAILED -> failed++;
            case ABORTED -> skipped++;
            case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped++;
    }
}
