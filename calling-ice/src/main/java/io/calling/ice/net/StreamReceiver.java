package io.calling.ice.net;

/** Takes what happens on a {@link StreamSocket}, on the loop. */
public interface StreamReceiver {
    /** The connection is up. */
    void onConnected();

    /** Bytes in order; the buffer as in {@link DatagramReceiver#onDatagram}. */
    void onBytes(byte[] buffer, int offset, int length);

    /** The connection could not be made, or has ended. Called once at most; nothing follows. */
    void onClosed();
}
