package io.calling.testkit.core;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what will be so soon. */
final class Patient {
    private static final long PATIENCE_SECONDS = 20;

    private Patient() {}

    static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come to pass");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
