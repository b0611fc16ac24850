package app;

import java.util.concurrent.Executors;

/** The same call, with listeners on virtual threads. */
public final class VirtualThreads {
    private VirtualThreads() {}

    public static void main(String[] args) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            App.call(
                    args,
                    task ->
                            threads.execute(
                                    () -> {
                                        if (!Thread.currentThread().isVirtual()) {
                                            throw new IllegalStateException("No virtual thread");
                                        }
                                        task.run();
                                    }));
        }
    }
}
