package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.sdp.SdpException;
import org.junit.jupiter.api.Test;

/**
 * Whatever is offered, answered, taken back, added, stopped and used again in whatever order by
 * either side: each description keeps the rules of JSEP (RFC 8829, 5.2.2 and 5.3.2), both sides
 * agree on what holds, and nothing piles up. {@code -Dcalling.jsep.sessions} sets how many.
 */
class RandomSessionTest {
    private static final int SESSIONS = Integer.getInteger("calling.jsep.sessions", 40);
    private static final int STEPS = 60;

    @Test
    void offersOfEitherSideInAnyOrderKeepTheRules() throws SdpException {
        int negotiations = 0;
        for (long seed = 0; seed < SESSIONS; seed++) {
            RandomSession session = new RandomSession(seed);
            try {
                session.run(STEPS);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
            negotiations += session.negotiations();
        }
        assertThat(negotiations).isGreaterThan(SESSIONS * STEPS / 4);
    }
}
