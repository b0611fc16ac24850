package io.calling.signaling;

import io.calling.PeerId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A hub that carries messages between agents in one JVM, for demos and tests. A message goes to
 * each channel that was made for its addressee, in the sender's thread; to nobody when there is
 * none, as to a party that is offline. Thread-safe.
 */
public final class InMemorySignaling {
    private final Map<PeerId, List<Channel>> channels = new ConcurrentHashMap<>();

    /** An empty hub. */
    public InMemorySignaling() {}

    /** Another channel, which is to say another device, of {@code self}. */
    public SignalingChannel channel(PeerId self) {
        Channel channel = new Channel(Objects.requireNonNull(self, "self"));
        channels.computeIfAbsent(self, key -> new CopyOnWriteArrayList<>()).add(channel);
        return channel;
    }

    private final class Channel implements SignalingChannel {
        private final PeerId self;
        private final List<Handler> handlers = new CopyOnWriteArrayList<>();

        Channel(PeerId self) {
            this.self = self;
        }

        @Override
        public void send(PeerId to, String message) {
            for (Channel channel : channels.getOrDefault(to, List.of())) {
                channel.deliver(self, message);
            }
        }

        @Override
        public void onMessage(Handler handler) {
            handlers.add(handler);
        }

        private void deliver(PeerId from, String message) {
            handlers.forEach(handler -> handler.onMessage(from, message));
        }
    }
}
