package io.calling;

import io.calling.ice.net.Network;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.SignalingChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Where messages leave to the application's channel and come in from it. The channel is called on a
 * thread of its own, since it may block; what it delivers is brought to the loop.
 */
final class PostOffice implements Ports.Post {
    private static final int MAX_OUTGOING = 1024;
    private static final int MAX_INCOMING = 1024;

    private final SignalingChannel channel;
    private final SerialExecutor outgoing;
    private final Network network;
    private final AtomicInteger incoming = new AtomicInteger();

    PostOffice(SignalingChannel channel, Executor executor, Network network) {
        this.channel = channel;
        this.outgoing = new SerialExecutor(executor, MAX_OUTGOING);
        this.network = network;
    }

    @Override
    public void send(PeerId to, Envelope envelope, Runnable failed) {
        String text = MessageText.write(envelope);
        boolean queued =
                outgoing.offer(
                        () -> {
                            if (!Guarded.run("signaling channel", () -> channel.send(to, text))) {
                                network.execute(failed);
                            }
                        });
        if (!queued) {
            network.execute(failed);
        }
    }

    /** Delivers on the loop what the channel brings, and drops what would pile up. */
    void open(BiConsumer<PeerId, String> receiver) {
        channel.onMessage((from, text) -> receive(from, text, receiver));
    }

    void receive(PeerId from, String text, BiConsumer<PeerId, String> receiver) {
        if (incoming.incrementAndGet() > MAX_INCOMING) {
            incoming.decrementAndGet();
            return;
        }
        try {
            network.execute(
                    () -> {
                        incoming.decrementAndGet();
                        receiver.accept(from, text);
                    });
        } catch (RejectedExecutionException e) { // a loop with too much to do; nobody here can help
            incoming.decrementAndGet();
        }
    }

    /** Runs the task when everything that was given to the channel before has been sent. */
    void whenSent(Runnable task) {
        if (!outgoing.offer(task)) {
            task.run();
        }
    }
}
