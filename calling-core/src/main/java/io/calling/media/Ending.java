package io.calling.media;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's last word on a part of its own; what it throws keeps nothing else from ending.
 */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private Ending() {}

    /**
     * Runs it; what it throws is logged, by its class alone.
     *
     * @param what in the log
     */
    static void of(String what, Runnable end) {
        try {
            end.run();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("Closing the {} failed: {}", what, e.getClass().getName());
        }
    }
}
