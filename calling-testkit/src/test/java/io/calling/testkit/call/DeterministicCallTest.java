package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole calls under a test clock: real relay client, DTLS, SRTP and media, and no time passes. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class DeterministicCallTest {
    private static final LinkConditions MOBILE =
            LinkConditions.delayed(Duration.ofMillis(50)).jitter(Duration.ofMillis(15)).loss(0.03);

    private final TestClock clock = new TestClock();

    private CallPair pair(TestClock time, long seed) {
        CallPair pair = CallPair.on(VirtualNetwork.on(time, seed));
        pair.alice().link().conditions(MOBILE);
        pair.bob().link().conditions(MOBILE);
        return pair;
    }

    private static VirtualNetwork talkForAMinute(CallPair pair) {
        try (pair) {
            pair.connect();
            pair.pass(Duration.ofMinutes(1));
            pair.alice().call().hangUp();
            assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        }
        return pair.virtualNetwork().orElseThrow();
    }

    @Test
    void oneSeedGivesOneCallToTheByte() {
        VirtualNetwork one = talkForAMinute(pair(new TestClock(), 11));
        VirtualNetwork again = talkForAMinute(pair(new TestClock(), 11));
        assertThat(one.log().text().equals(again.log().text())).isTrue();
        assertThat(one.log().fingerprint()).isEqualTo(again.log().fingerprint());
    }

    @Test
    void anotherSeedGivesAnotherCall() {
        VirtualNetwork one = talkForAMinute(pair(new TestClock(), 11));
        VirtualNetwork other = talkForAMinute(pair(new TestClock(), 12));
        assertThat(one.log().fingerprint()).isNotEqualTo(other.log().fingerprint());
    }

    /** Through some twenty refreshes of each relay allocation. */
    @Test
    void aPerfectNetworkLosesNothingInTwoHours() {
        try (CallPair pair = CallPair.on(VirtualNetwork.on(clock, 1))) {
            pair.connect();
            pair.pass(Duration.ofHours(2));
            int frames = 2 * 60 * 60 * 50;
            assertThat(pair.bob().heard().framesOf(pair.alice().tone()))
                    .isBetween(frames - 5, frames);
            assertThat(pair.bob().heard().gaps()).isZero();
            assertThat(pair.bob().heard().framesOutOfOrder()).isZero();
            assertThat(pair.relay().counters().allocationsMade()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void callsThatCrossBecomeOneCall(long seed) {
        try (CallPair pair = CallPair.inTestTime(seed)) {
            pair.alice().place(pair.bob().id());
            pair.bob().place(pair.alice().id());
            pair.alice().awaitActive();
            pair.bob().awaitActive();
            pair.alice().awaitHearing(pair.bob().tone());
            assertThat(pair.alice().incoming()).isEmpty();
            assertThat(pair.bob().incoming()).isEmpty();
        }
    }

    @Test
    void anUnansweredCallTakesAMinuteOfTheClockAndNoneOfOurs() {
        try (CallPair pair = pair(clock, 3)) {
            pair.alice().place(pair.bob().id());
            assertThat(pair.alice().awaitEnd(Duration.ofSeconds(61)))
                    .isEqualTo(EndReason.UNANSWERED);
            assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        }
    }
}
