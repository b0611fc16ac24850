package io.calling.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * Lets one thread at a time through to a path, and nobody once it is closed.
 *
 * <p>Not a lock: who meets somebody inside has made a mistake and is told so, since two packets at
 * once could share a nonce. When closed while somebody is inside, the keys are destroyed as soon as
 * he leaves, not under his hands: zeros are a key that everybody knows.
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
    private static final int CLOSING = 2;
    private static final int CLOSED = 3;

    private final PacketPath path;
    private volatile int state = FREE;

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
        if (!STATE.compareAndSet(this, FREE, TAKEN)) {
            return refusal();
        }
        try {
            return path.process(buffer, offset, length);
        } finally {
            leave();
        }
    }

    private int refusal() {
        int now = state;
        if (now == CLOSING || now == CLOSED) {
            return SrtpContext.CLOSED;
        }
        throw new IllegalStateException("two threads at once in one SRTP context");
    }

    private void leave() {
        if (!STATE.compareAndSet(this, TAKEN, FREE)) {
            path.destroy();
            state = CLOSED;
        }
    }

    void close() {
        while (state == FREE || state == TAKEN) {
            if (STATE.compareAndSet(this, FREE, CLOSED)) {
                path.destroy();
            } else {
                STATE.compareAndSet(this, TAKEN, CLOSING);
            }
        }
    }
}
