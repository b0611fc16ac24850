package io.calling;

import io.calling.diagnostics.RtpDump;
import io.calling.ice.net.Network;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packets on their way from the loop to a dump. Filled on the loop, emptied on a thread that may
 * wait for a disk; what finds no room is counted. Allocates nothing once it exists.
 */
final class PacketRing {
    private static final Logger LOG = LoggerFactory.getLogger(PacketRing.class);

    static final int CAPACITY = 512;
    static final int MAX_BYTES = 1_500;

    private final RtpDump dump;
    private final Executor executor;
    private final Network network;
    private final long epochMicros;
    private final long epochNanos;
    private final Runnable task = this::empty;
    private final byte[][] bytes = new byte[CAPACITY][MAX_BYTES];
    private final int[] kept = new int[CAPACITY];
    private final int[] whole = new int[CAPACITY];
    private final long[] calls = new long[CAPACITY];
    private final long[] micros = new long[CAPACITY];
    private final boolean[] sent = new boolean[CAPACITY];
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Belongs to the loop. */
    private long dropped;

    /** Belongs to the executor. */
    private boolean failed;

    PacketRing(RtpDump dump, Executor executor, Network network) {
        this.dump = dump;
        this.executor = executor;
        this.network = network;
        this.epochMicros = network.now().toEpochMilli() * 1_000;
        this.epochNanos = network.nanoTime();
    }

    boolean takesMedia() {
        return dump.hasMedia();
    }

    /** The buffer for the next packet, or an empty one where there is no room. On the loop. */
    byte[] next() {
        int at = written.getPlain();
        if (at - read.getAcquire() == CAPACITY) {
            dropped++;
            return NO_ROOM;
        }
        return bytes[at & CAPACITY - 1];
    }

    static final byte[] NO_ROOM = {};

    /** The buffer was filled. On the loop. */
    void commit(long call, boolean ours, int keptBytes, int wholeBytes) {
        int at = written.getPlain();
        int slot = at & CAPACITY - 1;
        kept[slot] = keptBytes;
        whole[slot] = wholeBytes;
        calls[slot] = call;
        sent[slot] = ours;
        micros[slot] = epochMicros + TimeUnit.NANOSECONDS.toMicros(network.nanoTime() - epochNanos);
        written.setRelease(at + 1);
        if (dropped > 0) {
            dump.countDropped(dropped);
            dropped = 0;
        }
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                scheduled.set(false); // busy or closed: the next packet tries again
            }
        }
    }

    private void empty() {
        scheduled.set(false);
        try {
            int end = written.getAcquire();
            for (int at = read.getPlain(); at != end; at++) {
                int slot = at & CAPACITY - 1;
                if (!failed) {
                    dump.packet(
                            calls[slot],
                            sent[slot],
                            micros[slot],
                            bytes[slot],
                            kept[slot],
                            whole[slot]);
                }
                read.setRelease(at + 1);
            }
            if (!failed) {
                dump.flush();
            }
        } catch (IOException e) {
            // The disk; the calls go on without a dump.
            failed = true;
            LOG.warn("The packet dump failed: {}", e.getClass().getName());
        }
    }
}
