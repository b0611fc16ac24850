package io.calling.ice.turn;

import java.net.InetSocketAddress;

/** An address of ours at a relay, through which datagrams go to peers. Thread-safe. */
public interface RelayAllocation extends AutoCloseable {
    /**
     * Bytes before {@code offset} in {@link #send} that are overwritten with headers: the longest
     * is a Send indication to an IPv6 peer.
     */
    int HEADROOM = 64;

    /**
     * The address at the relay that peers see.
     *
     * @throws IllegalStateException before {@link Listener#onAllocated}
     */
    InetSocketAddress relayedAddress();

    /**
     * The address of ours that the relay sees. Never to be shown to a peer.
     *
     * @throws IllegalStateException before {@link Listener#onAllocated}
     */
    InetSocketAddress mappedAddress();

    /**
     * The relay itself: the only address that is sent to.
     *
     * @throws IllegalStateException before {@link Listener#onAllocated}
     */
    InetSocketAddress serverAddress();

    /**
     * Lets datagrams of {@code peer}'s address through, and keeps it so. The relay is told; the
     * peer is not.
     */
    void permit(InetSocketAddress peer);

    /**
     * Binds a channel to {@code peer}, the one in use from now on: four bytes of overhead instead
     * of thirty-six.
     */
    void prefer(InetSocketAddress peer);

    /**
     * Sends a datagram to {@code peer}, in place: {@value #HEADROOM} bytes before {@code offset}
     * are overwritten. Permits the peer where that has not happened; a few datagrams wait
     * meanwhile. Any thread.
     *
     * @return false where the datagram was dropped: not allocated, refused by the relay, too many
     *     waiting, or the system's buffer is full
     */
    boolean send(InetSocketAddress peer, byte[] buffer, int offset, int length);

    /** Releases the allocation at the relay, then closes the socket. Idempotent. */
    @Override
    void close();

    /** What the relay tells; every method runs on the network's loop. */
    interface Listener {
        /**
         * The relay is about to be asked at this address, and so learns ours, whether it answers or
         * not. Once for each address that is tried.
         */
        default void onAsking(InetSocketAddress relay) {}

        /** The allocation is up. */
        void onAllocated(RelayAllocation allocation);

        /**
         * A datagram of a permitted peer; buffer as in {@link
         * io.calling.ice.net.DatagramReceiver#onDatagram}.
         */
        void onData(InetSocketAddress peer, byte[] buffer, int offset, int length);

        /**
         * The relay in use has said nothing for about a second although it was asked: time to get
         * another one ready. With {@code false}: it speaks again.
         */
        default void onSilence(boolean silent) {}

        /**
         * The credentials expire within a minute, and the relay may end the allocation then: time
         * to get another one ready, on fresh ones.
         */
        default void onExpiring() {}

        /**
         * There is no allocation, or no longer; everything is closed. Called once at most, and
         * never after {@link RelayAllocation#close()}.
         */
        void onLost(RelayFailure failure);
    }
}
