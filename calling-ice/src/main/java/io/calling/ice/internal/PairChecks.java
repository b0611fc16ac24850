package io.calling.ice.internal;

import java.net.InetSocketAddress;

/**
 * One life of the checks between some pairs: from the first check to the nominated pair, or to
 * failure. Owned by the loop.
 */
interface PairChecks extends AutoCloseable {
    /** Whether our side nominates. */
    boolean isControlling();

    /** Adds an address of ours to send checks from. */
    void addBase(InetSocketAddress base, long priority);

    /** Adds a pair to check; the caller has decided that it may be. */
    void addPair(InetSocketAddress base, InetSocketAddress remote, RemoteFacts facts);

    /** Starts to check. */
    void start();

    /**
     * Hears an authentic check.
     *
     * @return the code of the error to answer with, 0 for success, -1 for no answer
     */
    int onCheck(CheckRequest check, InetSocketAddress base, InetSocketAddress remote);

    /** Ends every check that waits. Idempotent. */
    @Override
    void close();

    /** What the checks find out; on the loop. */
    interface Listener {
        /** A check of ours was answered: datagrams pass both ways. */
        void onValid(InetSocketAddress base, InetSocketAddress remote);

        /** The controlling side chose this pair. */
        void onNominated(InetSocketAddress base, InetSocketAddress remote);

        /** The checks gave up. */
        void onFailed();
    }
}
