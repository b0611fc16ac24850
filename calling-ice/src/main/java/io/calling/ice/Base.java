package io.calling.ice;

import java.net.InetSocketAddress;

/** An address of ours that datagrams leave from and arrive at, whatever stands behind it. */
interface Base extends AutoCloseable {
    /** The candidate that the peer learns. */
    Candidate candidate();

    /** The address that pairs name: the candidate's. */
    default InetSocketAddress address() {
        return candidate().address();
    }

    /** Whether the local network sees which peers datagrams go to. */
    boolean isObservable();

    /** Lets datagrams of {@code remote} through, where somebody must be asked for that. */
    void permit(InetSocketAddress remote);

    /** Says that {@code remote} is the one in use from now on. */
    void prefer(InetSocketAddress remote);

    /** Sends in place, with {@link IceTransport#HEADROOM} bytes to overwrite; any thread. */
    boolean send(InetSocketAddress remote, byte[] buffer, int offset, int length);

    @Override
    void close();
}
