package io.calling.ice.turn;

import java.net.InetSocketAddress;

/** What carries TURN messages to one relay, whole ones, each way. Thread-safe. */
interface TurnLink extends PacketSink, AutoCloseable {
    /** The relay, the only destination. */
    InetSocketAddress remoteAddress();

    /** Closes; nothing is told afterwards. Idempotent. */
    @Override
    void close();
}
