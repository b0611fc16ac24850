package io.calling.testkit.junit;

import io.calling.testkit.story.Audience;
import io.calling.testkit.story.CallStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Where a test fails, tells the story of each {@link io.calling.testkit.CallPair} that it made: as
 * text on the standard output, with the seed that replays it, and as a sequence diagram in a file
 * whose place the text names. It says no address and no secret.
 *
 * <p>Diagrams go to {@code target/call-stories}, or {@code build/call-stories} where there is no
 * {@code target}, unless the configuration parameter {@code calling.stories} names another folder.
 */
public final class CallStoryExtension
        implements TestInstancePreConstructCallback, BeforeEachCallback, AfterEachCallback {
    private static final String FOLDER = "calling.stories";

    /** Listens to the tests of the class that it is registered with. */
    public CallStoryExtension() {}

    /** Pairs made in fields of the test are heard too. */
    @Override
    public void preConstructTestInstance(
            TestInstanceFactoryContext factory, ExtensionContext context) {
        Audience.begin();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!Audience.isThere()) {
            Audience.begin();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        List<Supplier<CallStory>> stories = Audience.end();
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        int number = 0;
        for (Supplier<CallStory> story : stories) {
            number++;
            tell(story.get(), fileFor(context, number));
        }
    }

    private static void tell(CallStory story, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, story.toSvg());
        System.out.println(story.toText() + "As a sequence diagram: " + file);
    }

    private static Path fileFor(ExtensionContext context, int number) {
        String test =
                context.getRequiredTestClass().getSimpleName()
                        + '.'
                        + context.getRequiredTestMethod().getName();
        String name = (test + '-' + number).replaceAll("[^A-Za-z0-9._-]", "_") + ".svg";
        return folder(context).resolve(name);
    }

    private static Path folder(ExtensionContext context) {
        return context.getConfigurationParameter(FOLDER)
                .map(Path::of)
                .orElseGet(
                        () ->
                                Path.of(
                                        Files.isDirectory(Path.of("target")) ? "target" : "build",
                                        "call-stories"));
    }
}
