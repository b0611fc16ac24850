package io.calling.examples.wire;

import io.calling.PeerId;
import io.calling.signaling.SignalingChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps each message that a party receives through its channel. */
public final class RecordedSignaling implements SignalingChannel {
    private final SignalingChannel channel;
    private final List<String> received = new CopyOnWriteArrayList<>();

    /** Records what {@code channel} brings. */
    public RecordedSignaling(SignalingChannel channel) {
        this.channel = channel;
    }

    @Override
    public void send(PeerId to, String message) throws Exception {
        channel.send(to, message);
    }

    @Override
    public void onMessage(Handler handler) {
        channel.onMessage(
                (from, message) -> {
                    received.add(message);
                    handler.onMessage(from, message);
                });
    }

    /** The messages so far. */
    public List<String> received() {
        return List.copyOf(received);
    }
}
