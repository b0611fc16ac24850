package io.calling.testkit.core;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallState;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.signaling.SignalingChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** One party of a call under test: an agent, and media that counts. */
final class Party implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    final CallAgent agent;
    private final BlockingQueue<IncomingCall> ringing = new LinkedBlockingQueue<>();

    Party(SignalingChannel channel, RelayProvider relays, UnaryOperator<CallAgent.Builder> change) {
        agent =
                change.apply(
                                CallAgent.builder()
                                        .signaling(channel)
                                        .relays(relays)
                                        .facts(peer -> CallerFacts.of(peer, Relation.CONTACT)))
                        .build();
        agent.onIncoming(ringing::add);
    }

    CallSession place(PeerId callee, Tone tone) {
        return agent.place(callee, tone.media());
    }

    IncomingCall rings() throws InterruptedException {
        IncomingCall call = ringing.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nothing rings");
        }
        return call;
    }

    boolean isSilentFor(Duration duration) throws InterruptedException {
        return ringing.poll(duration.toMillis(), TimeUnit.MILLISECONDS) == null;
    }

    /** Waits until the call is in a state of this kind, and returns it. */
    static <S extends CallState> S await(CallSession call, Class<S> kind)
            throws InterruptedException {
        BlockingQueue<CallState> states = new LinkedBlockingQueue<>();
        call.onState(states::add);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            CallState state = states.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (kind.isInstance(state)) {
                return kind.cast(state);
            }
            if (state == null || state instanceof CallState.Ended) {
                throw new AssertionError("no " + kind.getSimpleName() + " but " + state);
            }
        }
    }

    @Override
    public void close() {
        agent.close();
    }

    /** Frames with a number in them, and a count of those that came. */
    static final class Tone implements AudioSource, AudioSink {
        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger heard = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();

        Media media() {
            return Media.audio(this, this);
        }

        @Override
        public int nextFrame(byte[] buffer, int offset) {
            buffer[offset] = (byte) 0x08;
            buffer[offset + 1] = (byte) sent.incrementAndGet();
            return 80;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            heard.incrementAndGet();
        }

        @Override
        public void onLostFrame() {}

        @Override
        public void close() {
            closed.incrementAndGet();
        }

        void awaitHeard(int frames) throws InterruptedException {
            Patient.until(() -> heard.get() >= frames);
        }
    }
}
