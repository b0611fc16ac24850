package io.calling.srtp;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears all that this package and Bouncy Castle log, at every level, instead of the console. */
final class LogCapture extends Handler implements AutoCloseable {
    private final List<Logger> loggers =
            List.of(Logger.getLogger("io.calling.srtp"), Logger.getLogger("org.bouncycastle"));
    private final List<String> lines = new ArrayList<>();

    LogCapture() {
        setFormatter(new SimpleFormatter());
        setLevel(Level.ALL);
        for (Logger logger : loggers) {
            logger.setUseParentHandlers(false);
            logger.setLevel(Level.ALL);
            logger.addHandler(this);
        }
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        lines.add(getFormatter().format(entry));
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        for (Logger logger : loggers) {
            logger.removeHandler(this);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        }
    }
}
