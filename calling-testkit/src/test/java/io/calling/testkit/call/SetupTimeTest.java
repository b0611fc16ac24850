package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallSession;
import io.calling.Milestone;
import io.calling.testkit.CallPair;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many journeys through the relay a call takes from the accept to the first sound: one for the
 * callee's check, four for the handshake, one for the sound. Signaling takes no time here.
 */
class SetupTimeTest {
    /** The pace of checks, and the frames of 20 ms that sound is sent in. */
    private static final Duration STEPS = Duration.ofMillis(60);

    @ParameterizedTest
    @ValueSource(ints = {25, 50, 150})
    void bothHearEachOtherAfterSixJourneys(int oneWayMillis) {
        try (CallPair pair = CallPair.inTestTime(1)) {
            LinkConditions far = LinkConditions.delayed(Duration.ofMillis(oneWayMillis));
            pair.alice().link().conditions(far);
            pair.bob().link().conditions(far);
            pair.alice().place(pair.bob().id());
            pair.bob().awaitIncoming();
            pair.pass(Duration.ofSeconds(3)); // a person reaches for the telephone
            pair.bob().accept();
            pair.alice().awaitHearing(pair.bob().tone());
            pair.bob().awaitHearing(pair.alice().tone());

            Duration journey = Duration.ofMillis(2L * oneWayMillis);
            assertThat(sinceAccept(pair.alice().call()))
                    .isLessThan(journey.multipliedBy(5).plus(STEPS));
            assertThat(sinceAccept(pair.bob().call()))
                    .isLessThan(journey.multipliedBy(6).plus(STEPS));
        }
    }

    private static Duration sinceAccept(CallSession call) {
        Duration accepted = call.timeline().at(Milestone.ACCEPTED).orElseThrow();
        return call.timeline().at(Milestone.FIRST_MEDIA_RECEIVED).orElseThrow().minus(accepted);
    }
}
