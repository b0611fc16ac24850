package io.calling;

import io.calling.diagnostics.EventLog;
import io.calling.diagnostics.RtpDump;
import io.calling.ice.net.Network;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where the calls of one agent or endpoint tell what happens in them, if anybody wants to know. */
final class Recorders {
    static final Recorders NONE = new Recorders();

    private final @Nullable EventWriter writer;
    private final @Nullable PacketRing ring;
    private final AtomicLong calls = new AtomicLong();

    private Recorders() {
        writer = null;
        ring = null;
    }

    private Recorders(Diagnostics wanted, Executor executor, Network network) {
        EventLog log = wanted.log();
        RtpDump dump = wanted.dump();
        this.writer = log == null ? null : new EventWriter(log, executor);
        this.ring = dump == null ? null : new PacketRing(dump, executor, network);
    }

    /**
     * @param executor may wait for a disk
     */
    static Recorders of(Diagnostics wanted, Executor executor, Network network) {
        return wanted.equals(Diagnostics.NONE) ? NONE : new Recorders(wanted, executor, network);
    }

    /** A call begins. */
    CallEvents begin(Network network) {
        EventWriter open = writer;
        boolean off = open == null && ring == null;
        return off ? CallEvents.NONE : new CallEvents(open, ring, network, calls.incrementAndGet());
    }
}
