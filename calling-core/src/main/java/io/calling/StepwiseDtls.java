package io.calling;

import io.calling.ice.net.Network;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.DtlsTimers;
import java.security.SecureRandom;

/**
 * DTLS where time is moved by hand: its timers are the network's, and after each datagram and each
 * timer the loop waits until its threads have computed what follows. So they take turns with the
 * loop, and one course of events is one order of events. In real time nothing of this happens.
 */
final class StepwiseDtls {
    private StepwiseDtls() {}

    static DtlsEngine engine(Network network, SecureRandom random) {
        if (!network.hasManualTime()) {
            return DtlsEngine.create(random);
        }
        Timers timers = new Timers(network);
        DtlsEngine engine = DtlsEngine.builder(random).timers(timers).build();
        timers.settle = settling(network, engine);
        return engine;
    }

    /** What to do after DTLS was given something. */
    static Runnable settling(Network network, DtlsEngine engine) {
        return network.hasManualTime() ? () -> awaitQuiet(engine) : () -> {};
    }

    private static void awaitQuiet(DtlsEngine engine) {
        try {
            engine.awaitQuiet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Timers implements DtlsTimers {
        private final Network network;
        private volatile Runnable settle = () -> {};

        Timers(Network network) {
            this.network = network;
        }

        @Override
        public long nanoTime() {
            return network.nanoTime();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            Network.Timer timer =
                    network.schedule(
                            delayNanos,
                            () -> {
                                task.run();
                                settle.run();
                            });
            return timer::cancel;
        }
    }
}
