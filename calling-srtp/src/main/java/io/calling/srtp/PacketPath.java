package io.calling.srtp;

/** What a context does to the packets of one kind: RTP or RTCP, sent or received. */
interface PacketPath {
    /**
     * Changes a packet in place and returns its new length, or one of the negative constants of
     * {@link SrtpContext}; then the packet is as it was.
     */
    int process(byte[] buffer, int offset, int length);

    /** The most bytes by which a packet grows here. */
    int growth();

    /** Overwrites the keys. */
    void destroy();
}
