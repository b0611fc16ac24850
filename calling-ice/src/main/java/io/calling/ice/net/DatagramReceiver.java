package io.calling.ice.net;

/** Takes the datagrams of a {@link ConnectedDatagramSocket}, on the loop. */
@FunctionalInterface
public interface DatagramReceiver {
    /**
     * Bytes that are free before {@code offset} and behind {@code offset + length} in every buffer
     * handed to a receiver, so that headers are unwrapped, and packets re-wrapped, in place.
     */
    int ROOM = 128;

    /**
     * One datagram. The buffer belongs to the network: it may be changed in place, and is reused as
     * soon as this method returns.
     */
    void onDatagram(byte[] buffer, int offset, int length);
}
