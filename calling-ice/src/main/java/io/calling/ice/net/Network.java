package io.calling.ice.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * All I/O, time and randomness of the library. Nothing else in it opens a socket, reads a clock,
 * looks up a name or draws a random number, so that whole calls run on a virtual network in a unit
 * test, and so that one class is enough to audit.
 *
 * <p>A network has one <em>loop</em>: a thread (or, in tests, a queue) that runs every receiver,
 * timer and task, one at a time. Sockets may be used from any thread; receivers must not block.
 */
public interface Network extends Executor, AutoCloseable {

    /**
     * Opens a UDP socket that the kernel connects to {@code remote}: it can neither send to nor
     * receive from anywhere else.
     *
     * @param remote where every datagram goes; resolved
     * @param route which interface to leave by
     * @param receiver called on the loop with each datagram
     * @throws IOException if the socket cannot be opened or connected
     */
    ConnectedDatagramSocket connectDatagram(
            InetSocketAddress remote, Route route, DatagramReceiver receiver) throws IOException;

    /**
     * Opens a UDP socket that anybody can send to. Calls with relay-only privacy never use one: it
     * is for direct mode and for servers.
     *
     * @param local the address to bind; port 0 for any
     * @param receiver called on the loop with each datagram and its source
     * @throws IOException if the address cannot be bound
     */
    BoundDatagramSocket bindDatagram(InetSocketAddress local, SourcedDatagramReceiver receiver)
            throws IOException;

    /**
     * Opens a TCP connection. Returns at once; {@link StreamReceiver#onConnected} or {@link
     * StreamReceiver#onClosed} follows on the loop.
     *
     * @throws IOException if no socket can be opened
     */
    StreamSocket connectStream(InetSocketAddress remote, Route route, StreamReceiver receiver)
            throws IOException;

    /**
     * Runs {@code task} on the loop once, {@code delayNanos} nanoseconds from now.
     *
     * @return a handle that cancels it
     */
    Timer schedule(long delayNanos, Runnable task);

    /**
     * A timer to be set again and again, as for each frame of a call. Setting it allocates nothing
     * where the network has timers of its own for that; everywhere else it is {@link #schedule}.
     *
     * @param task run on the loop, once for each time that the alarm is set
     */
    default Alarm alarm(Runnable task) {
        return new ScheduledAlarm(this, task);
    }

    /** Runs {@code task} on the loop, soon, after the tasks that were handed in before it. */
    @Override
    void execute(Runnable task);

    /**
     * Runs {@code task}, which takes a while but waits for nothing, where it does not hold up the
     * loop. Only on the loop itself, as a virtual network does, where there is no better place.
     */
    default void compute(Runnable task) {
        execute(task);
    }

    /** Whether the calling thread is the loop. */
    boolean isLoop();

    /** A monotonic clock in nanoseconds, of arbitrary origin. */
    long nanoTime();

    /** The wall clock, for reports and certificates only; never for protocol timing. */
    Instant now();

    /** Fills {@code bytes} with cryptographically strong random bytes. */
    void randomBytes(byte[] bytes);

    /**
     * The addresses of a host name of the application's own relay or STUN server. Text that came
     * from a peer must never get here.
     *
     * <p>A resolver is asked once for each name and seldom again, so that its queries do not show
     * when calls are made: see {@link NameCache}, which implementations use.
     *
     * @return the addresses in the resolver's order, completed on the loop; fails with {@link
     *     java.net.UnknownHostException}
     */
    CompletionStage<List<InetAddress>> resolve(String host);

    /**
     * The same for somebody whom none of those addresses led anywhere, and who has no other way: a
     * resolver is asked again, if it has not been lately.
     */
    default CompletionStage<List<InetAddress>> resolveAgain(String host) {
        return resolve(host);
    }

    /** Whether {@link #resolve} would ask no resolver now. On the loop. */
    default boolean remembers(String host) {
        return IpLiteral.parse(host) != null;
    }

    /**
     * Whether time passes only when somebody moves it, as in a unit test. Then every layer stays on
     * the loop, so that one course of events is one order of events: what has threads of its own
     * elsewhere does without, or makes the loop wait for them.
     */
    default boolean hasManualTime() {
        return false;
    }

    /** The addresses of the interfaces that are up, loopback included. */
    List<InetAddress> localAddresses();

    /**
     * Runs {@code task} on the loop soon after an address of this host came or went by which it may
     * reach others, each time, and not for what happened before.
     *
     * @return a handle that ends it
     */
    default Timer watchAddresses(Runnable task) {
        return new AddressWatch(this).add(task);
    }

    /** Closes every socket, cancels every timer and ends the loop. Idempotent. */
    @Override
    void close();

    /** A timer that has not fired yet. */
    interface Timer {
        /** Prevents the task from running, if it has not started. Idempotent. */
        void cancel();
    }

    /** A timer that can be set again, before and after it has fired. Used on the loop alone. */
    interface Alarm extends Timer {
        /** Runs the task once, {@code delayNanos} nanoseconds from now and at no earlier time. */
        void set(long delayNanos);
    }
}
