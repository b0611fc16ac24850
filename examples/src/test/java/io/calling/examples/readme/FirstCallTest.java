package io.calling.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.InMemorySignaling;
import io.calling.testkit.relay.EmbeddedRelay;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FirstCallTest {
    private final AtomicInteger framesHeardByBob = new AtomicInteger();

    @Test
    @Timeout(30)
    void theCodeOfTheReadmeMakesACall() throws Exception {
        InMemorySignaling hub = new InMemorySignaling();
        try (EmbeddedRelay relay =
                        EmbeddedRelay.builder().user("alice", "a").user("bob", "b").start();
                CallAgent bob =
                        CallAgent.builder()
                                .signaling(hub.channel(PeerId.of("bob")))
                                .relays(RelayProvider.of(relay.server("bob")))
                                .policy(CallPolicy.builder().ring(Who.anyone()).build())
                                .build()) {
            bob.onIncoming(this::acceptAndSoonHangUp);
            FirstCall.callBob(
                    hub.channel(PeerId.of("alice")),
                    RelayProvider.of(relay.server("alice")),
                    () -> Media.audio(new Tone(), new Listener(() -> {})));
            assertThat(framesHeardByBob).hasPositiveValue();
        }
    }

    private void acceptAndSoonHangUp(IncomingCall incoming) {
        AtomicReference<CallSession> call = new AtomicReference<>();
        Runnable onFrame =
                () -> {
                    if (framesHeardByBob.incrementAndGet() >= 5 && call.get() != null) {
                        call.get().hangUp();
                    }
                };
        call.set(incoming.accept(Media.audio(new Tone(), new Listener(onFrame))));
    }

    /** Always the same frame. */
    private static final class Tone implements AudioSource {
        @Override
        public int nextFrame(byte[] buffer, int offset) {
            buffer[offset] = 1;
            return 40;
        }
    }

    private record Listener(Runnable onEach) implements AudioSink {
        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            onEach.run();
        }

        @Override
        public void onLostFrame() {}
    }
}
