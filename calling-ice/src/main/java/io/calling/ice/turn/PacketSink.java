package io.calling.ice.turn;

/** Where one whole message goes. */
@FunctionalInterface
interface PacketSink {
    /**
     * Sends one STUN or ChannelData message. The bytes are read before the call returns.
     *
     * @return whether the system took it
     */
    boolean send(byte[] buffer, int offset, int length);
}
