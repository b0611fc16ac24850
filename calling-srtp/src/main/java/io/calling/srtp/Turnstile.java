package io.calling.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * Lets one thread at a time through to a path, and nobody once it is closed.
 *
 * <p>Not a lock: who meets somebody inside has made a mistake and is told so, since two packets at
 * once could share a nonce. Who closes waits until he who is inside has left, some microseconds,
 * instead of destroying the keys under his hands: zeros are a key that everybody knows. So leaving
 * takes no more than a store, and entering one atomic instruction.
 */
final class Turnstile {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Turnstile.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final int CLOSED = 2;

    private final PacketPath path;
    private volatile int state = FREE;
    private volatile boolean closing;

    Turnstile(PacketPath path) {
        this.path = path;
    }

    int growth() {
        return path.growth();
    }

    int process(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (buffer.length - offset - length < path.growth()) {
            throw new IllegalArgumentException(
                    "no room for " + path.growth() + " bytes behind the packet");
        }
        if (closing) {
            return SrtpContext.CLOSED;
        }
        if (!STATE.compareAndSet(this, FREE, TAKEN)) {
            return refusal();
        }
        try {
            return path.process(buffer, offset, length);
        } finally {
            STATE.setRelease(this, FREE);
        }
    }

    private int refusal() {
        if (closing) {
            return SrtpContext.CLOSED;
        }
        throw new IllegalStateException("two threads at once in one SRTP context");
    }

    /** From now on nobody enters. Returns when the keys are destroyed, by this call or another. */
    void close() {
        closing = true;
        while (state != CLOSED) {
            if (STATE.compareAndSet(this, FREE, TAKEN)) {
                destroy();
            } else {
                Thread.yield();
            }
        }
    }

    private void destroy() {
        try {
            path.destroy();
        } finally {
            state = CLOSED;
        }
    }
}
