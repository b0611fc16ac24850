package io.calling.examples.mqtt;

import io.calling.PeerId;
import io.calling.signaling.SignalingChannel.Handler;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands on what arrives. A broker delivers what it has kept as soon as a device is there again,
 * which is before the agent listens: that waits here. Thread-safe.
 */
final class Arrivals {
    private static final int MOST_WAITING = 100;

    private final List<Handler> handlers = new ArrayList<>();
    private final List<Message> waiting = new ArrayList<>();

    private record Message(PeerId from, String text) {
        void to(Handler handler) {
            handler.onMessage(from, text);
        }
    }

    void add(PeerId from, String text) {
        Message message = new Message(from, text);
        handlersOrKeep(message).forEach(message::to);
    }

    private synchronized List<Handler> handlersOrKeep(Message message) {
        if (handlers.isEmpty() && waiting.size() < MOST_WAITING) {
            waiting.add(message);
        }
        return List.copyOf(handlers);
    }

    void listen(Handler handler) {
        keptFor(handler).forEach(message -> message.to(handler));
    }

    private synchronized List<Message> keptFor(Handler handler) {
        handlers.add(handler);
        List<Message> kept = List.copyOf(waiting);
        waiting.clear();
        return kept;
    }
}
