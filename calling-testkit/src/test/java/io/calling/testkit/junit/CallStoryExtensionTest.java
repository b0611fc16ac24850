package io.calling.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.calling.testkit.CallPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

class CallStoryExtensionTest {
    @TempDir private Path folder;
    private final CallStoryExtension extension = new CallStoryExtension();
    private final ExtensionContext context = mock(ExtensionContext.class);

    private String run(Throwable failure) throws Exception {
        doReturn(CallStoryExtensionTest.class).when(context).getRequiredTestClass();
        doReturn(getClass().getDeclaredMethod("aTestThatPassesIsSilent"))
                .when(context)
                .getRequiredTestMethod();
        when(context.getExecutionException()).thenReturn(Optional.ofNullable(failure));
        when(context.getConfigurationParameter(anyString()))
                .thenReturn(Optional.of(folder.toString()));
        extension.beforeEach(context);
        try (CallPair pair = CallPair.inTestTime(8)) {
            pair.connect();
        }
        return printedBy(() -> extension.afterEach(context));
    }

    private interface Action {
        void run() throws IOException;
    }

    private static String printedBy(Action action) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private List<Path> drawn() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aTestThatPassesIsSilent() throws Exception {
        assertThat(run(null)).isEmpty();
        assertThat(drawn()).isEmpty();
    }

    @Test
    void aTestThatFailsTellsItsStoryAndDrawsIt() throws Exception {
        String printed = run(new AssertionError("planted"));
        assertThat(printed).contains("seed 8", "Active", "ClientHello", ".svg");
        assertThat(drawn()).hasSize(1);
        assertThat(Files.readString(drawn().get(0))).startsWith("<svg").endsWith("</svg>\n");
    }

    @Test
    void whatOneTestMadeIsNotToldOfTheNext() throws Exception {
        run(null);
        extension.beforeEach(context);
        assertThat(printedBy(() -> extension.afterEach(context))).isEmpty();
    }
}
