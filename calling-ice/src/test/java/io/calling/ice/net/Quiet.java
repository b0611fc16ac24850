package io.calling.ice.net;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps an expected line of the log out of the build's output. */
final class Quiet {
    private Quiet() {}

    static void logger(Class<?> type, Runnable action) {
        Logger logger = Logger.getLogger(type.getName());
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            action.run();
        } finally {
            logger.setLevel(level);
        }
    }
}
