package app;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;
import io.calling.signaling.SignalingChannel;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.CallStoryExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stranger writes who has calling-testkit, JUnit and Mockito, and nothing else. */
@ExtendWith(CallStoryExtension.class)
class CallTest {
    @Test
    void aCallInTestTime() {
        try (CallPair pair = CallPair.inTestTime(11)) {
            pair.alice().place(pair.bob().id());
            assertThat(pair.bob()).rings();
            pair.bob().accept();
            assertThat(pair.alice()).isActiveWithin(Duration.ofSeconds(5)).isRelayed();
            pair.pass(Duration.ofMinutes(1));
            assertThat(pair.bob()).isActive().heard(pair.alice().tone(), Duration.ofSeconds(50));
            assertThat(pair.network()).carriedNoAddressOf(pair.alice()).to(pair.bob());
        }
    }

    @Test
    void aCallOnLoopback() {
        try (CallPair pair = CallPair.onLoopback()) {
            pair.connect();
            pair.bob().awaitHearing(pair.alice().tone());
            pair.alice().call().hangUp();
            pair.bob().awaitEnd();
        }
    }

    @Test
    void mocksOfOurPorts() throws Exception {
        SignalingChannel channel = mock(SignalingChannel.class);
        AudioSink sink = mock(AudioSink.class);
        try (CallAgent agent =
                CallAgent.builder().signaling(channel).relays(RelayProvider.of()).build()) {
            CallSession call = agent.place(PeerId.of("bob"), Media.audio(mock(AudioSource.class), sink));
            EndReason reason = call.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertEquals(EndReason.NO_RELAY_CONFIGURED, reason);
        }
        verify(channel).onMessage(any());
        verify(sink, never()).onFrame(any(), anyInt(), anyInt());
    }
}
