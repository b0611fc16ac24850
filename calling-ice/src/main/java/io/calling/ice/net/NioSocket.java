package io.calling.ice.net;

import java.nio.channels.SelectionKey;

/** What the loop knows of a socket. */
interface NioSocket extends AutoCloseable {
    /** Something can be done: read, write, or finish to connect. On the loop. */
    void ready(SelectionKey key);

    @Override
    void close();
}
