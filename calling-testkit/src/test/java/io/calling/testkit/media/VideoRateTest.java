package io.calling.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallSession;
import io.calling.VideoState;
import io.calling.media.AudioStatistics;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestCamera;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures beside sound in whole calls between two agents, over paths that become narrow. */
class VideoRateTest {
    private static final LinkConditions PATH = LinkConditions.delayed(Duration.ofMillis(20));
    private static final int QUEUE_BYTES = 250_000;

    private final CallPair pair = CallPair.inTestTime(31);
    private final TestCamera camera = new TestCamera(1_200).followTarget();

    @AfterEach
    void close() {
        pair.close();
    }

    private CallSession begin(long bitsPerSecond) {
        pair.connect();
        pair.alice().link().up(PATH.rate(bitsPerSecond, QUEUE_BYTES));
        pair.alice().call().requestVideo(pair.alice().newVideo(camera));
        pair.bob().awaitVideo(new VideoState.Offered());
        pair.bob().call().acceptVideo(pair.bob().newVideo());
        pair.alice().awaitVideo(new VideoState.On());
        return pair.bob().call();
    }

    @Test
    void aCameraIsToldWhatThePathCarriesAndTheSoundIsNotHeldUp() {
        CallSession watching = begin(600_000);
        pair.pass(Duration.ofSeconds(20));
        assertThat(camera.targetBitsPerSecond()).isBetween(250_000L, 600_000L);
        AudioStatistics before = watching.statistics().audio();
        int seen = pair.bob().seen().frames();
        pair.pass(Duration.ofSeconds(20));
        AudioStatistics after = watching.statistics().audio();
        assertThat(after.framesConcealed() - before.framesConcealed()).isLessThan(10);
        assertThat(after.bufferDelay()).isLessThan(Duration.ofMillis(150));
        assertThat(pair.bob().seen().frames() - seen).isGreaterThan(500);
    }

    @Test
    void aPathThatBecomesWideIsFound() {
        begin(400_000);
        pair.pass(Duration.ofSeconds(20));
        long narrow = camera.targetBitsPerSecond();
        pair.alice().link().up(PATH.rate(4_000_000, QUEUE_BYTES));
        pair.pass(Duration.ofSeconds(25));
        assertThat(camera.targetBitsPerSecond()).isGreaterThan(3 * narrow);
    }

    @Test
    void aPathThatBecomesNarrowIsFollowed() {
        CallSession watching = begin(3_000_000);
        pair.pass(Duration.ofSeconds(20));
        assertThat(camera.targetBitsPerSecond()).isGreaterThan(1_500_000);
        pair.alice().link().up(PATH.rate(300_000, QUEUE_BYTES));
        pair.pass(Duration.ofSeconds(10));
        assertThat(camera.targetBitsPerSecond()).isLessThan(300_000);
        AudioStatistics before = watching.statistics().audio();
        pair.pass(Duration.ofSeconds(20));
        AudioStatistics after = watching.statistics().audio();
        assertThat(after.framesConcealed() - before.framesConcealed()).isLessThan(20);
    }
}
