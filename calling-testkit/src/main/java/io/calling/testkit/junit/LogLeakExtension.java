package io.calling.testkit.junit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which anything logged an address, SDP, an ICE password or a secret that the
 * test named, at any level, in a message or in an exception. Listens to {@code java.util.logging};
 * SLF4J is heard through {@code slf4j-jdk14}, which has to be its provider.
 *
 * <pre>{@code
 * @RegisterExtension final LogLeakExtension logs = new LogLeakExtension();
 *
 * @Test void call() { logs.forbid(turnPassword); ... }
 * }</pre>
 */
public final class LogLeakExtension implements BeforeEachCallback, AfterEachCallback {
    private static final int REPORTED = 20;
    private static final String OF_THE_TEST_RUNNER = "org.junit";

    private final Secrets secrets = new Secrets();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<LogRecord> records = new ArrayList<>();
    private final Listener listener = new Listener();
    private final Logger root = Logger.getLogger("");
    private @Nullable Level levelBefore;

    /** Hears every logger at every level. */
    public LogLeakExtension() {}

    /** A secret that must not be logged either; four characters at least. */
    public void forbid(String secret) {
        secrets.add(secret);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        levelBefore = root.getLevel();
        listener.setLevel(Level.ALL);
        root.addHandler(listener);
        root.setLevel(Level.ALL);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        root.removeHandler(listener);
        root.setLevel(levelBefore);
        List<String> leaks = leaks();
        secrets.clear();
        if (!leaks.isEmpty()) {
            throw new AssertionError("logged in the open:\n" + String.join("\n", leaks));
        }
    }

    /** How many lines were logged so far, of the whole process. */
    public int lines() {
        synchronized (records) {
            return records.size();
        }
    }

    private List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        synchronized (records) {
            for (LogRecord logged : records) {
                Optional<String> leak = secrets.firstIn(textOf(logged));
                if (leak.isPresent() && leaks.size() < REPORTED) {
                    leaks.add(describe(logged, leak.get()));
                }
            }
            records.clear();
        }
        return leaks;
    }

    private String describe(LogRecord logged, String leak) {
        return "  "
                + leak
                + ", by "
                + logged.getLoggerName()
                + " at "
                + logged.getLevel()
                + ": "
                + formatter.formatMessage(logged);
    }

    private String textOf(LogRecord logged) {
        StringWriter text = new StringWriter();
        text.append(formatter.formatMessage(logged));
        Throwable thrown = logged.getThrown();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text, true));
        }
        return text.toString();
    }

    private final class Listener extends Handler {
        @Override
        public void publish(LogRecord logged) {
            String logger = logged.getLoggerName();
            if (logger == null || !logger.startsWith(OF_THE_TEST_RUNNER)) {
                synchronized (records) {
                    records.add(logged);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
