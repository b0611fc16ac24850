package io.calling.media;

/** Takes the peer's packets, decrypted. All methods are called on the network's loop. */
public interface PacketInput extends AutoCloseable {
    /** One RTP packet; it is copied or used up. Never throws on its bytes. */
    void onRtp(byte[] buffer, int offset, int length);

    /** One RTCP packet, compound or reduced in size. Never throws on its bytes. */
    void onRtcp(byte[] buffer, int offset, int length);

    /** Packets come and go by another path from now on: what was learnt of the old one is past. */
    default void onPathChanged() {
        // Not everybody learns.
    }

    /** Says BYE and stops. Idempotent. */
    @Override
    void close();
}
