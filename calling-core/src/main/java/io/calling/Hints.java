package io.calling;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log why nothing rings, to whoever builds an app and wonders: callers are told
 * nothing. Each hint once for each agent, however often somebody calls. On the loop.
 */
final class Hints {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    private boolean toldOfListener;
    private boolean toldOfPolicy;

    /** A call came in, and there is nobody to tell. */
    void nobodyListens() {
        if (!toldOfListener) {
            toldOfListener = true;
            LOG.warn(
                    "A call came in and nothing rings: give CallAgent.onIncoming a listener before"
                            + " calls come");
        }
    }

    /** A call came in, and the policy did not let it ring. */
    void refused() {
        if (!toldOfPolicy) {
            toldOfPolicy = true;
            LOG.info(
                    "The policy did not let a call ring: CallAgent.onHistory says by which rule,"
                            + " for this one and all that follow");
        }
    }
}
