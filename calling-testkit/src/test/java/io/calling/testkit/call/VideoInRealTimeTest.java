package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.VideoState;
import io.calling.VideoState.Off.Cause;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Video with the threads, sockets and connectivity checks that applications have. */
@ExtendWith({
    CallStoryExtension.class,
    ThreadLeakExtension.class,
    SocketLeakExtension.class,
    LogLeakExtension.class
})
class VideoInRealTimeTest {
    private static final VideoState ON = new VideoState.On();

    enum Where {
        LOOPBACK(CallPair::onLoopback),
        VIRTUAL(() -> CallPair.on(VirtualNetwork.inRealTime(7))),
        LOSSY(VideoInRealTimeTest::lossy);

        private final Supplier<CallPair> pair;

        Where(Supplier<CallPair> pair) {
            this.pair = pair;
        }
    }

    private static CallPair lossy() {
        CallPair pair = CallPair.on(VirtualNetwork.inRealTime(8));
        pair.alice().link().conditions(LinkConditions.delayed(Duration.ofMillis(10)).loss(0.05));
        return pair;
    }

    @ParameterizedTest
    @EnumSource
    void videoIsAskedForSeenOnBothSidesAndStopped(Where where) {
        try (CallPair pair = where.pair.get()) {
            pair.connect();
            pair.alice().call().requestVideo(pair.alice().newVideo());
            pair.bob().awaitVideo(new VideoState.Offered());
            assertThat(pair.alice().camera().frames()).isZero();
            pair.bob().call().acceptVideo(pair.bob().newVideo());
            pair.alice().awaitVideo(ON);
            pair.alice().awaitSeeing(15);
            pair.bob().awaitSeeing(15);
            pair.bob().call().stopVideo();
            pair.alice().awaitVideo(new VideoState.Off(Cause.THEIR_CHOICE));
            pair.expect(
                    "everything to be given back",
                    () ->
                            pair.alice().camera().isClosed()
                                    && pair.alice().seen().isClosed()
                                    && pair.bob().camera().isClosed()
                                    && pair.bob().seen().isClosed());
            assertThat(pair.alice().seen().damagedFrames()).isZero();
            assertThat(pair.bob().seen().damagedFrames()).isZero();
            pair.alice().call().hangUp();
            assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        }
    }
}
