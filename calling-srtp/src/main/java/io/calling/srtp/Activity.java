package io.calling.srtp;

/** Counts what is going on, so that a test under a virtual clock can wait until nothing is. */
final class Activity {
    private int busy;

    synchronized void enter() {
        busy++;
    }

    synchronized void leave() {
        if (--busy == 0) {
            notifyAll();
        }
    }

    synchronized void awaitIdle() throws InterruptedException {
        while (busy > 0) {
            wait();
        }
    }
}
