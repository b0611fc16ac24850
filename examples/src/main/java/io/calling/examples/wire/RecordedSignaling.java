package io.calling.examples.wire;

import io.calling.PeerId;
import io.calling.ice.net.Network;
import io.calling.signaling.SignalingChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps each message that a party receives through its channel. */
public final class RecordedSignaling implements SignalingChannel {
    private final SignalingChannel channel;
    private final Network clock;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicLong firstNanos = new AtomicLong(Long.MIN_VALUE);

    /**
     * Records what {@code channel} brings, and when by {@code clock} it first brought something.
     */
    public RecordedSignaling(SignalingChannel channel, Network clock) {
        this.channel = channel;
        this.clock = clock;
    }

    @Override
    public void send(PeerId to, String message) throws Exception {
        channel.send(to, message);
    }

    @Override
    public void onMessage(Handler handler) {
        channel.onMessage(
                (from, message) -> {
                    firstNanos.compareAndSet(Long.MIN_VALUE, clock.nanoTime());
                    received.add(message);
                    handler.onMessage(from, message);
                });
    }

    /** When the first message arrived. */
    public OptionalLong firstNanos() {
        long nanos = firstNanos.get();
        return nanos == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** The messages so far. */
    public List<String> received() {
        return List.copyOf(received);
    }
}
