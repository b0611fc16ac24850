package io.calling;

import io.calling.ice.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one agent, shared by all its calls: one that calls the application's listeners
 * (where the application gave no executor of its own), one for its channel, one for its sources and
 * sinks, one for logs and dumps. Each has a bounded queue, and begins with the first task in it.
 * Whoever makes this closes it.
 */
final class AgentThreads implements AutoCloseable {
    private final List<Worker> owned;
    private final Executor listeners;
    private final Executor signaling;
    private final Executor media;
    private final Executor diagnostics;

    private AgentThreads(
            List<Worker> owned,
            Executor listeners,
            Executor signaling,
            Executor media,
            Executor diagnostics) {
        this.owned = owned;
        this.listeners = listeners;
        this.signaling = signaling;
        this.media = media;
        this.diagnostics = diagnostics;
    }

    /** Threads of our own; none where time is moved by hand, and the loop does everything. */
    static AgentThreads over(Network network, @Nullable Executor listeners) {
        return network.hasManualTime()
                ? new AgentThreads(
                        List.of(),
                        listeners != null ? listeners : network,
                        network,
                        network,
                        network)
                : own(listeners);
    }

    /** Threads of our own, but for listeners where the application has an executor for them. */
    static AgentThreads own(@Nullable Executor listeners) {
        List<Worker> owned = new ArrayList<>();
        return new AgentThreads(
                owned,
                listeners != null ? listeners : worker("calling-listeners", owned),
                worker("calling-signaling", owned),
                worker("calling-media", owned),
                worker("calling-diagnostics", owned));
    }

    /** Everything on one executor of somebody else's. */
    static AgentThreads on(Executor executor) {
        return on(executor, executor);
    }

    /** Everything on one executor of somebody else's, but sources and sinks on another. */
    static AgentThreads on(Executor executor, Executor media) {
        return new AgentThreads(List.of(), executor, executor, media, executor);
    }

    Executor listeners() {
        return listeners;
    }

    Executor signaling() {
        return signaling;
    }

    Executor media() {
        return media;
    }

    /** Where logs and dumps are written; its thread begins with the first line, if there is one. */
    Executor diagnostics() {
        return diagnostics;
    }

    private static Executor worker(String name, List<Worker> owned) {
        Worker worker = new Worker(name);
        owned.add(worker);
        return worker;
    }

    /** Whether this is the channel's thread, which then cannot be waited for. */
    boolean isSignaling() {
        return signaling instanceof Worker worker && worker.isCurrent();
    }

    /** Lets each thread finish what it was given, and interrupts what takes too long. */
    @Override
    public void close() {
        owned.forEach(Worker::shutDown);
        owned.forEach(Worker::join);
    }
}
