package io.calling.testkit;

import io.calling.PeerId;
import io.calling.ice.net.Network;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between the agents of a test, as badly as it is told to: loses, delays,
 * duplicates, reorders, replays and changes them, or throws. Remembers every message. Thread-safe.
 *
 * <p>Without a fault it delivers at once and in order. Messages to somebody without a channel are
 * lost, as to a party that is offline.
 */
public final class FakeSignaling {
    private static final int REMEMBERED = 10_000;

    private final Network network;
    private final long originNanos;
    private final Map<PeerId, List<SignalingChannel.Handler>> handlers = new HashMap<>();
    private final List<SignaledMessage> messages = new ArrayList<>();
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private Consumer<SignaledMessage> observer = message -> {};
    private Predicate<SignaledMessage> lost = message -> false;
    private Predicate<SignaledMessage> broken = message -> false;
    private UnaryOperator<String> change = UnaryOperator.identity();
    private Duration delay = Duration.ZERO;
    private boolean twice;
    private boolean swapped;

    /** A channel whose deliveries run on the loop of a network: the relay's, say, or any other. */
    public FakeSignaling(Network network) {
        this.network = network;
        this.originNanos = network.nanoTime();
    }

    private Duration elapsed() {
        return Duration.ofNanos(network.nanoTime() - originNanos);
    }

    /** The channel of one device of somebody. */
    public SignalingChannel channel(PeerId self) {
        return new SignalingChannel() {
            @Override
            public void send(PeerId to, String message) throws IOException {
                accept(self, to, message);
            }

            @Override
            public void onMessage(Handler handler) {
                synchronized (FakeSignaling.this) {
                    handlers.computeIfAbsent(self, key -> new ArrayList<>()).add(handler);
                }
            }
        };
    }

    /** Shows each message that is delivered, as it is delivered. One observer. */
    public synchronized void observe(Consumer<SignaledMessage> value) {
        observer = value;
    }

    /** Loses messages that fit. */
    public synchronized void lose(Predicate<SignaledMessage> fits) {
        lost = fits;
    }

    /** Throws out of {@code send} for messages that fit. */
    public synchronized void throwOn(Predicate<SignaledMessage> fits) {
        broken = fits;
    }

    /** Changes the text of each message on its way, as somebody in the middle does. */
    public synchronized void change(UnaryOperator<String> how) {
        change = how;
    }

    /** Delivers each message later. */
    public synchronized void delay(Duration time) {
        delay = time;
    }

    /** Delivers each message twice. */
    public synchronized void duplicate() {
        twice = true;
    }

    /** Delivers messages in pairs, the second first; {@link #behave} delivers what still waits. */
    public synchronized void reorder() {
        swapped = true;
    }

    /** Has no fault any more. */
    public void behave() {
        List<Runnable> waiting;
        synchronized (this) {
            lost = message -> false;
            broken = message -> false;
            change = UnaryOperator.identity();
            delay = Duration.ZERO;
            twice = false;
            swapped = false;
            waiting = new ArrayList<>(heldBack);
            heldBack.clear();
        }
        waiting.forEach(Runnable::run);
    }

    /** Delivers once more every message that was sent so far, in its order. */
    public void replay() {
        messages().forEach(message -> deliver(message.from(), message.to(), message.text()));
    }

    /** Delivers a message that nobody sent. */
    public void inject(PeerId from, PeerId to, String text) {
        deliver(from, to, text);
    }

    /** Every message that was given to the channel, in order. */
    public synchronized List<SignaledMessage> messages() {
        return List.copyOf(messages);
    }

    private void accept(PeerId from, PeerId to, String text) throws IOException {
        for (Runnable delivery : deliveries(from, to, text)) {
            delivery.run();
        }
    }

    private synchronized List<Runnable> deliveries(PeerId from, PeerId to, String sent)
            throws IOException {
        String text = change.apply(sent);
        SignaledMessage message = new SignaledMessage(from, to, text, 0, elapsed());
        if (broken.test(message)) {
            throw new IOException("the test's signaling channel is broken");
        }
        boolean arrives = !lost.test(message);
        remember(new SignaledMessage(from, to, text, arrives ? (twice ? 2 : 1) : 0, elapsed()));
        if (!arrives) {
            return List.of();
        }
        Runnable delivery = later(() -> deliver(from, to, text));
        return inOrder(twice ? List.of(delivery, delivery) : List.of(delivery));
    }

    private void remember(SignaledMessage message) {
        if (messages.size() == REMEMBERED) {
            throw new IllegalStateException("more than " + REMEMBERED + " messages in one test");
        }
        messages.add(message);
    }

    private List<Runnable> inOrder(List<Runnable> deliveries) {
        if (!swapped) {
            return deliveries;
        }
        if (heldBack.isEmpty()) {
            heldBack.addAll(deliveries);
            return List.of();
        }
        List<Runnable> both = new ArrayList<>(deliveries);
        both.addAll(heldBack);
        heldBack.clear();
        return both;
    }

    private Runnable later(Runnable delivery) {
        long nanos = delay.toNanos();
        return () -> {
            Network.@Nullable Timer ignored = network.schedule(nanos, delivery);
        };
    }

    private void deliver(PeerId from, PeerId to, String text) {
        List<SignalingChannel.Handler> all;
        Consumer<SignaledMessage> watching;
        synchronized (this) {
            watching = observer;
            all = List.copyOf(handlers.getOrDefault(to, List.of()));
        }
        watching.accept(new SignaledMessage(from, to, text, 1, elapsed()));
        all.forEach(handler -> handler.onMessage(from, text));
    }
}
